package io.tapeline.chain.spv.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.RecordedBlock;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.PartialMerkleTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of trees as bitcoinj writes them, which is as nodes do. */
class MerkleBlockTest {

  static Stream<RecordedBlock> blocks() {
    return RecordedBlock.all();
  }

  static Stream<RecordedBlock> small() {
    return RecordedBlock.small();
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static byte[] written(Block block, List<Integer> wanted) {
    byte[] bits = new byte[(block.transactions().size() + 7) / 8];
    wanted.forEach(index -> bits[index / 8] |= (byte) (1 << index % 8));
    List<Sha256Hash> ids =
        block.transactions().stream()
            .map(transaction -> Sha256Hash.wrap(transaction.txid().toString()))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(block.header().toBytes());
    out.writeBytes(PartialMerkleTree.buildFromLeaves(bits, ids).serialize());
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void eachTransactionIsFoundWithItsBranch(RecordedBlock recorded) {
    Block block = recorded.block();
    for (int i = 0; i < block.transactions().size(); i += 1 + block.transactions().size() / 50) {
      MerkleBlock read = MerkleBlock.parse(HexFormat.of().formatHex(written(block, List.of(i))));

      assertThat(read.header()).isEqualTo(block.header());
      assertThat(read.transactions()).isEqualTo(block.transactions().size());
      assertThat(read.found())
          .containsExactly(
              new MerkleBlock.Found(block.transactions().get(i).txid(), block.branch(i)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void severalAreFoundAtOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Block block =
        blocks().filter(b -> b.name().equals("block169482.dat")).findFirst().orElseThrow().block();
    List<Integer> wanted =
        IntStream.range(0, block.transactions().size())
            .filter(i -> random.nextInt(4) == 0)
            .boxed()
            .toList();
    if (wanted.isEmpty()) {
      return;
    }

    assertThat(MerkleBlock.parse(written(block, wanted)).found())
        .isEqualTo(
            wanted.stream()
                .map(
                    i -> new MerkleBlock.Found(block.transactions().get(i).txid(), block.branch(i)))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("small")
  void noPartIsReadWithAnyByteChangedAfterTheHeader(RecordedBlock recorded) {
    Block block = recorded.block();
    byte[] bytes = written(block, List.of(block.transactions().size() - 1));
    MerkleBlock whole = MerkleBlock.parse(bytes);
    for (int at = 36; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      // time, target and nonce are the header's own matter
      if (at < 68 || at >= 80) {
        assertThat(readsAs(changed, whole)).as("byte %s", at).isFalse();
      }
    }
  }

  private static boolean readsAs(byte[] bytes, MerkleBlock whole) {
    try {
      return MerkleBlock.parse(bytes).equals(whole);
    } catch (RefusedException _) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void aPartForNoTransactionAndPartsOfBytesAreRefused(RecordedBlock recorded) {
    byte[] none = written(recorded.block(), List.of());
    byte[] first = written(recorded.block(), List.of(0));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> MerkleBlock.parse(none))
        .withMessageContaining("no transaction");
    for (int length = 0; length < first.length + 3; length++) {
      byte[] other = Arrays.copyOf(first, length);
      if (length != first.length) {
        assertThatExceptionOfType(RefusedException.class)
            .isThrownBy(() -> MerkleBlock.parse(other));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noiseIsRefusedAndNothingElse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Block block = small().toList().get((int) (seed % 4)).block();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = written(block, List.of(0));
      for (int j = 1 + random.nextInt(4); j > 0; j--) {
        bytes[80 + random.nextInt(bytes.length - 80)] = (byte) random.nextInt();
      }
      try {
        MerkleBlock read = MerkleBlock.parse(bytes);
        read.found()
            .forEach(
                found ->
                    assertThat(found.branch().proves(found.txid(), block.header().merkleRoot()))
                        .isTrue());
      } catch (RefusedException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }
}
