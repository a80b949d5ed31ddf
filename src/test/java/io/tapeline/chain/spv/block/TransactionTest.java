package io.tapeline.chain.spv.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionTest {

  private static final String INPUT = "11".repeat(32) + "02000000" + "0151" + "fdffffff";
  private static final String OUTPUT = "e803000000000000" + "0152";

  /** The signed example of BIP 143: two inputs, of which the second has a witness. */
  private static final String BIP_143 =
      "01000000000102fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f00000000"
          + "494830450221008b9d1dc26ba6a9cb62127b02742fa9d754cd3bebf337f7a55d114c8e5cdd30be022040"
          + "529b194ba3f9281a99f2b1c0a19c0489bc22ede944ccf4ecbab4cc618ef3ed01eeffffffef51e1b804cc"
          + "89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202cb2060000"
          + "00001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000001976a9143bde"
          + "42dbee7e4dbe6a21b2d50ce2f0167faa815988ac000247304402203609e17b84f6a7d30c80bfa610b5b4"
          + "542f32a8a0d5447a12fb1366d7f01cc44a0220573a954c4518331561406f90300e8f3358f51928d43c21"
          + "2a8caed02de67eebee0121025476c2e83188368da1ff3e292e7acafcdb3566bb0ad253f62fc70f07aeee"
          + "635711000000";

  @Test
  void witnessesAreLeftOutOfTheIdAndCountAQuarter() {
    Transaction transaction = Transaction.parse(BIP_143);

    assertThat(transaction.txid())
        .hasToString("e8151a2af31c368a35053ddd4bdb285a8595c769a3ad83e0fa02314a602d4609");
    assertThat(transaction.inputs()).hasSize(2);
    assertThat(transaction.inputs().get(0).witness()).isEmpty();
    assertThat(transaction.inputs().get(1).witness()).hasSize(2);
    assertThat(transaction.value()).isEqualTo(112_340_000 + 223_450_000);
    assertThat(transaction.size()).isEqualTo(BIP_143.length() / 2);
    assertThat(transaction.lockTime()).isEqualTo(17);
  }

  @Test
  void theOldFormHasOneId() {
    Transaction transaction =
        Transaction.parse("02000000" + "01" + INPUT + "01" + OUTPUT + "07000000");

    assertThat(transaction.txid()).isEqualTo(transaction.wtxid());
    assertThat(transaction.version()).isEqualTo(2);
    assertThat(transaction.value()).isEqualTo(1_000);
    assertThat(transaction.lockTime()).isEqualTo(7);
    assertThat(transaction.inputs().getFirst().output()).isEqualTo(2);
    assertThat(transaction.inputs().getFirst().script()).hasToString("51");
    assertThat(transaction.weight()).isEqualTo(4 * transaction.size());
    assertThat(transaction.coinbase()).isFalse();
    assertThat(transaction.inputs().getFirst().txid()).isNotEqualTo(Hash256.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "00 01OUT, beyond the end",
    "01IN 00, without outputs",
    "0001 00 01OUT, without inputs",
    "0001 01IN 01OUT 00, none there",
    "0002 01IN 01OUT 00, unknown form",
    "01IN 01e803000000000000fd0001, beyond the end",
    "01IN 010140075af07507000152, satoshi",
    "01IN 01ffffffffffffffff0152, satoshi",
    "02IN 01OUT, beyond the end",
    "01IN 01OUT 00, too many",
    "01IN 01OU, hexadecimal"
  })
  void whatIsNoTransactionIsRefused(String parts, String reason) {
    String hex =
        "02000000"
            + parts.replace("IN", INPUT).replace("OUT", OUTPUT).replace(" ", "")
            + "00000000";
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Transaction.parse(hex))
        .withMessageContaining(reason);
  }

  @Test
  void allOutputsTogetherAreNoMoreThanThereIs() {
    String most = "0040075af0750700" + "0152";
    String hex = "02000000" + "01" + INPUT;

    assertThat(Transaction.parse(hex + "01" + most + "00000000").value())
        .isEqualTo(TxOutput.MOST_SATOSHI);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Transaction.parse(hex + "02" + most + OUTPUT + "00000000"))
        .withMessageContaining("more than there will ever be");
  }
}
