package io.tapeline.chain.spv.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.spv.Hash256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifficultyRuleTest {

  private static BlockHeader header(long time, String bits) {
    return new BlockHeader(4, Hash256.ZERO, Hash256.ZERO, time, CompactTarget.parse(bits), 0);
  }

  private static PeriodStart start(long time, String bits) {
    return new PeriodStart(time, CompactTarget.parse(bits));
  }

  /** Changes of the main network, from Bitcoin Core's {@code pow_tests}. */
  @ParameterizedTest
  @CsvSource({
    // the first change ever
    "32256, 1261130161, 1262152739, 1d00ffff, 1d00d86a",
    // too slow, but there is nothing easier
    "2016, 1231006505, 1233061996, 1d00ffff, 1d00ffff",
    // four times too fast
    "68544, 1279008237, 1279297671, 1c05a3f4, 1c0168fd",
    // four times too slow
    "46368, 1263163443, 1269211443, 1c387f6f, 1d00e1fd"
  })
  void changesAsTheMainNetworkDid(long height, long first, long last, String bits, String next) {
    CompactTarget required =
        DifficultyRule.required(
            Network.MAINNET, height, header(last, bits), start(first, bits), last + 600);

    assertThat(required).hasToString(next);
    assertThat(
            DifficultyRule.mayFollow(
                Network.MAINNET, CompactTarget.parse(bits), CompactTarget.parse(next)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1c05a3f4, 1c0168fc",
    "1c387f6f, 1d00e1fe",
    "1d00ffff, 1d010000",
    "1c387f6f, 1c000001"
  })
  void noChangeGoesFurtherThanFourTimes(String bits, String beyond) {
    assertThat(
            DifficultyRule.mayFollow(
                Network.MAINNET, CompactTarget.parse(bits), CompactTarget.parse(beyond)))
        .isFalse();
  }

  @Test
  void withinAPeriodNothingChanges() {
    assertThat(
            DifficultyRule.required(
                Network.MAINNET, 100, header(5_000, "1c05a3f4"), start(0, "1c05a3f4"), 90_000))
        .hasToString("1c05a3f4");
  }

  /** After a block of the easiest target the ordinary one is asked for again. */
  @ParameterizedTest
  @CsvSource({
    "1c05a3f4, 6200, 1c05a3f4",
    "1c05a3f4, 6201, 1d00ffff",
    "1d00ffff, 6200, 1c05a3f4",
    "1d00ffff, 6201, 1d00ffff",
    "1d00ffff, 0, 1c05a3f4"
  })
  void onTestNetworksBlocksThatAreLateAreEasiest(String parents, long time, String required) {
    for (Network network : new Network[] {Network.TESTNET3, Network.TESTNET4}) {
      assertThat(
              DifficultyRule.required(
                  network, 100, header(5_000, parents), start(0, "1c05a3f4"), time))
          .hasToString(required);
    }
  }

  /**
   * Where the last block of a period is easiest, testnet3 loses its difficulty; BIP 94 keeps it.
   */
  @Test
  void testnet4TakesThePeriodsFirstTargetAndNotItsLast() {
    BlockHeader last = header(Network.PERIOD_SECONDS, "1d00ffff");
    PeriodStart first = start(0, "1c05a3f4");

    assertThat(DifficultyRule.required(Network.TESTNET3, 4_032, last, first, 0))
        .hasToString("1d00ffff");
    assertThat(DifficultyRule.required(Network.TESTNET4, 4_032, last, first, 0))
        .hasToString("1c05a3f4");
  }

  @Test
  void regtestNeverChanges() {
    assertThat(
            DifficultyRule.required(
                Network.REGTEST, 2_016, header(9, "207fffff"), start(0, "207fffff"), 10))
        .hasToString("207fffff");
  }
}
