package io.tapeline.chain.block;

import static io.tapeline.chain.block.RollupBlocks.AFTER_ISTHMUS;
import static io.tapeline.chain.block.RollupBlocks.BEFORE_CANYON;
import static io.tapeline.chain.block.RollupBlocks.file;
import static io.tapeline.chain.block.RollupBlocks.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.UnknownTypeException;
import io.tapeline.chain.block.FullBlock.Sent;
import io.tapeline.chain.block.Receipt.Deposited;
import io.tapeline.chain.json.TransactionJson;
import io.tapeline.chain.metric.BlockFigures;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of rollups of the OP stack, as their nodes told them, follow from their hashes. */
class RollupBlocksTest {

  /** What tells of the chain below is sent by it. */
  private static final String SYSTEM = "0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001";

  @ParameterizedTest
  @CsvSource({
    BEFORE_CANYON + ", 0xc7b2230e3da22619fe16011c508385da0b80a2ee9f86d4f5ff014a9c5945c512, 1",
    AFTER_ISTHMUS + ", 0xc463a3120c35268f610d969f5608b479332ef10953af77c7a6be806195831196, 6"
  })
  void allOfARealBlockFollowsFromItsHash(String name, String hash, int transactions) {
    FullBlock block = read(name);
    assertThat(block.hash()).isEqualTo(Hash.of(hash));
    assertThat(block.transactions()).hasSize(transactions);
    for (Sent sent : block.transactions()) {
      assertThat(Sender.of(sent.transaction().encoded())).isEqualTo(sent.from());
    }
    assertThat(block.transactions().getFirst().from()).hasToString(SYSTEM);
    block
        .receipts()
        .forEach(
            receipt ->
                assertThat(Receipt.decode(receipt.encoded()).encoded())
                    .isEqualTo(receipt.encoded()));
  }

  @Test
  void aDepositsNonceIsHashedSinceTheCanyonForkOnly() {
    assertThat(read(BEFORE_CANYON).receipts().getFirst().deposited()).isNull();
    assertThat(read(AFTER_ISTHMUS).receipts().getFirst().deposited())
        .isEqualTo(new Deposited(35_535_698, 1));
    assertThat(Receipt.decode(read(AFTER_ISTHMUS).receipts().getFirst().encoded()).deposited())
        .isEqualTo(new Deposited(35_535_698, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/block/transactions/0/sourceHash",
        "/block/transactions/0/from",
        "/block/transactions/0/to",
        "/block/transactions/0/mint",
        "/block/transactions/0/value",
        "/block/transactions/0/gas",
        "/block/transactions/0/input",
        "/receipts/0/depositNonce",
        "/receipts/0/depositReceiptVersion",
        "/receipts/0/cumulativeGasUsed",
        "/block/withdrawalsRoot",
      })
  void nothingOfADepositCanBeChanged(String place) {
    ObjectNode file = file(AFTER_ISTHMUS);
    int slash = place.lastIndexOf('/');
    ObjectNode at = (ObjectNode) file.at(place.substring(0, slash));
    String name = place.substring(slash + 1);
    String text = at.path(name).asText();
    char last = text.charAt(text.length() - 1);
    at.put(name, text.substring(0, text.length() - 1) + (last == '1' ? '2' : '1'));
    assertThatThrownBy(() -> read(file)).isInstanceOf(RefusedException.class);
  }

  @Test
  void depositsOfTheSystemAreOthers() {
    ObjectNode deposit = (ObjectNode) file(BEFORE_CANYON).at("/block/transactions/0");
    deposit.put("isSystemTx", true);
    assertThatThrownBy(() -> TransactionJson.read(deposit)).isInstanceOf(RefusedException.class);
    deposit.put("isSystemTx", false);
    deposit.remove("mint");
    assertThat(TransactionJson.read(deposit).type()).isEqualTo(0x7e);
  }

  /** Withdrawals that are told have the root that the header says, or are refused. */
  @Test
  void aRollupHasNoWithdrawalsOfTheChainBelow() {
    ObjectNode file = file(AFTER_ISTHMUS);
    ((ObjectNode) file.path("block"))
        .withArray("withdrawals")
        .addObject()
        .put("index", "0x1")
        .put("validatorIndex", "0x1")
        .put("address", SYSTEM)
        .put("amount", "0x1");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("withdrawals");
  }

  @Test
  void depositsPayNothing() {
    assertThat(BlockFigures.of(read(BEFORE_CANYON), 420).burned()).isEqualTo(BigInteger.ZERO);
    // gas of all but the deposit, times 51 wei
    assertThat(BlockFigures.of(read(AFTER_ISTHMUS), 1_301).burned())
        .isEqualTo(BigInteger.valueOf((0x32138L - 0xb41c) * 51));
  }

  @ParameterizedTest
  @CsvSource({
    "0x64, 0x64",
    "0x6a, 0x6a",
    "0x7d, 0x7d",
    "0x5, 0x5",
    "0x7fffffffffffffff, 0x7fffffffffffffff"
  })
  void otherTypesAreNamedWithWhatToDo(String type, String named) {
    ObjectNode transaction = (ObjectNode) file(BEFORE_CANYON).at("/block/transactions/0");
    transaction.put("type", type);
    assertThatThrownBy(() -> TransactionJson.read(transaction))
        .isInstanceOf(UnknownTypeException.class)
        .hasMessageStartingWith("transaction 0x9cc7")
        .hasMessageContaining("it has type " + named + ", which is not known here")
        .hasMessageContaining("with index=false none are asked for");
  }
}
