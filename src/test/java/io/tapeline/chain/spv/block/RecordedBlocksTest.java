package io.tapeline.chain.spv.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.RecordedBlock;
import io.tapeline.chain.spv.RecordedHeaders;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole blocks of real networks. */
class RecordedBlocksTest {

  static Stream<RecordedBlock> blocks() {
    return RecordedBlock.all();
  }

  static Stream<RecordedBlock> small() {
    return RecordedBlock.small();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void transactionsLeadToTheRootInTheHeader(RecordedBlock recorded) {
    Block block = recorded.block();

    assertThat(block.header().hash()).isEqualTo(recorded.hash());
    assertThat(block.coinbase().coinbase()).isTrue();
    int witnesses =
        block.transactions().stream().mapToInt(tx -> tx.size() - tx.strippedSize()).sum();
    assertThat(block.weight()).isEqualTo(4 * recorded.bytes().length - 3 * witnesses);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyTransactionIsProvedByItsBranch(RecordedBlock recorded) {
    Block block = recorded.block();
    Hash256 root = block.header().merkleRoot();
    Set<Hash256> ids = new HashSet<>();
    for (int i = 0; i < block.transactions().size(); i++) {
      Transaction transaction = block.transactions().get(i);

      assertThat(block.branch(i).proves(transaction.txid(), root)).isTrue();
      assertThat(transaction.provable()).isTrue();
      assertThat(ids.add(transaction.txid())).isTrue();
    }
  }

  /** Another id, another sibling or another place prove nothing. */
  @ParameterizedTest
  @MethodSource("small")
  void noBranchProvesWithAnyByteChanged(RecordedBlock recorded) {
    Block block = recorded.block();
    Hash256 root = block.header().merkleRoot();
    for (int i = 0; i < block.transactions().size(); i++) {
      MerkleBranch branch = block.branch(i);
      Hash256 id = block.transactions().get(i).txid();
      for (MerkleBranch changed : Changed.each(branch)) {
        assertThat(Changed.proves(changed, id, root)).as("%s", changed).isFalse();
      }
      for (int at = 0; at < Hash256.BYTES; at++) {
        assertThat(branch.proves(Changed.at(id, at), root)).isFalse();
        assertThat(branch.proves(id, Changed.at(root, at))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void noBlockIsReadWithAnyByteOfItsTransactionsChanged(RecordedBlock recorded) {
    boolean committed = WitnessCommitment.in(recorded.block()).isPresent();
    for (int i = 80; i < recorded.bytes().length; i++) {
      byte[] bytes = recorded.bytes().clone();
      bytes[i] ^= 1;
      assertThatExceptionOfType(RefusedException.class)
          .as("byte %s", i)
          .isThrownBy(
              () -> {
                Block changed = Block.parse(bytes);
                if (committed) {
                  WitnessCommitment.check(changed);
                }
              });
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void noBlockIsReadFromAPartOfItsBytesOrFromMore(RecordedBlock recorded) {
    byte[] bytes = recorded.bytes();
    for (int length = 0; length <= bytes.length + 3; length++) {
      if (length != bytes.length) {
        byte[] other = Arrays.copyOf(bytes, length);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Block.parse(other));
      }
    }
  }

  @Test
  void theBlockWithWitnessesCommitsToThem() {
    Block block =
        blocks().filter(b -> b.name().equals("testnet4 40000")).findFirst().orElseThrow().block();

    assertThat(WitnessCommitment.check(block)).isTrue();
    assertThat(block.transactions()).anyMatch(Transaction::hasWitnesses);
    assertThat(block.transactions())
        .filteredOn(Transaction::hasWitnesses)
        .allSatisfy(
            transaction -> {
              assertThat(transaction.wtxid()).isNotEqualTo(transaction.txid());
              assertThat(transaction.virtualSize()).isLessThan(transaction.size());
            });
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void transactionsAreWrittenAsTheyWereRead(RecordedBlock recorded) {
    for (Transaction transaction : recorded.block().transactions()) {
      assertThat(Hash256.of(transaction.strippedBytes())).isEqualTo(transaction.txid());
      assertThat(transaction.stripped().txid()).isEqualTo(transaction.txid());
      assertThat(transaction.stripped().wtxid()).isEqualTo(transaction.txid());
      assertThat(transaction.stripped().value()).isEqualTo(transaction.value());
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void blocksWithoutWitnessesNeedNoCommitment(RecordedBlock recorded) {
    Block block = recorded.block();
    assertThat(WitnessCommitment.check(block))
        .isEqualTo(block.transactions().stream().anyMatch(Transaction::hasWitnesses));
  }

  /** Ids, sizes, outputs and coinbases as nodes told of them. */
  @Test
  void transactionsAreWhatNodesSayOfThem() {
    RecordedHeaders.answers().stream()
        .flatMap(json -> Stream.of(json.path("tx")))
        .forEach(
            list ->
                list.forEach(
                    json -> {
                      if (json.has("hex")) {
                        Transaction transaction = Transaction.parse(json.path("hex").asText());
                        assertThat(transaction.txid()).hasToString(json.path("txid").asText());
                        assertThat(transaction.wtxid()).hasToString(json.path("hash").asText());
                        assertThat(transaction.size()).isEqualTo(json.path("size").asInt());
                        assertThat(transaction.virtualSize()).isEqualTo(json.path("vsize").asInt());
                        assertThat(transaction.lockTime())
                            .isEqualTo(json.path("locktime").asLong());
                        assertThat(transaction.coinbase())
                            .isEqualTo(json.path("vin").path(0).has("coinbase"));
                        assertThat(transaction.value()).isEqualTo(satoshi(json.path("vout")));
                      }
                    }));
  }

  private static long satoshi(JsonNode outputs) {
    long total = 0;
    for (var output : outputs) {
      total += new BigDecimal(output.path("value").asText()).movePointRight(8).longValueExact();
    }
    return total;
  }
}
