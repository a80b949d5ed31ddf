package io.tapeline.chain.fee.gas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Header.Blobs;
import io.tapeline.chain.block.RawBlock;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BlobScheduleTest {

  private static final long BLOB = 131_072;
  private static final BigInteger CHEAP = BigInteger.ONE;
  private static final BigInteger DEAR = BigInteger.valueOf(1_000_000_000_000L);

  /** go-ethereum's own numbers. */
  @ParameterizedTest
  @CsvSource({"0, 1", "2314057, 1", "2314058, 2", "10485760, 23"})
  void theFeeFollowsFromTheExcess(long excess, String fee) {
    assertThat(BlobSchedule.CANCUN.baseFee(excess)).isEqualTo(fee);
  }

  @ParameterizedTest
  @EnumSource
  void anEighthMoreIsWhatOneFullBlockDoesAtMostOrLittleMore(BlobSchedule schedule) {
    long excess = 200_000_000;
    long full = 21 * BLOB;
    BigInteger now = schedule.baseFee(excess);
    BigInteger next = schedule.baseFee(schedule.nextExcess(excess, full, CHEAP));
    assertThat(next).isGreaterThan(now);
    assertThatThrownBy(() -> schedule.baseFee(Long.MAX_VALUE)).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "CANCUN, 0, 0, 0",
    "CANCUN, 0, 3, 0",
    "CANCUN, 0, 4, 131072",
    "CANCUN, 1, 5, 262145",
    "CANCUN, 393216, 0, 0",
    "CANCUN, 393217, 0, 1",
    "PRAGUE, 0, 6, 0",
    "PRAGUE, 0, 9, 393216",
    "BPO1, 0, 15, 655360",
    "BPO2, 0, 21, 917504"
  })
  void theNextExcessIsWhatIsBeyondTheTarget(
      BlobSchedule schedule, long excess, long blobs, long next) {
    assertThat(schedule.nextExcess(excess, blobs * BLOB, CHEAP)).isEqualTo(next);
  }

  @Test
  void whereExecutionIsDearTheExcessDoesNotFallSinceOsaka() {
    long excess = 10 * BLOB;
    assertThat(BlobSchedule.PRAGUE.nextExcess(excess, 0, DEAR)).isEqualTo(4 * BLOB);
    assertThat(BlobSchedule.OSAKA.nextExcess(excess, 0, DEAR)).isEqualTo(excess);
    // a third of what was used: (9 - 6) / 9
    assertThat(BlobSchedule.OSAKA.nextExcess(excess, 6 * BLOB, DEAR)).isEqualTo(12 * BLOB);
    assertThat(BlobSchedule.OSAKA.nextExcess(excess, 0, CHEAP)).isEqualTo(4 * BLOB);
  }

  @Test
  void everyBlockOfARealChainFollowsSomeSchedule() {
    List<Header> chain = RawBlock.testChain().stream().map(RawBlock::decoded).toList();
    Set<BlobSchedule> left = EnumSet.allOf(BlobSchedule.class);
    int checked = 0;
    for (int i = 1; i < chain.size(); i++) {
      FeeBlock before = chain.get(i - 1).additions().blobs() == null ? null : block(chain, i - 1);
      Blobs blobs = chain.get(i).additions().blobs();
      if (before != null && blobs != null && before.blobs() != null) {
        Blobs last = before.blobs();
        left.removeIf(
            schedule ->
                schedule.nextExcess(last.excessGas(), last.gasUsed(), before.baseFee())
                    != blobs.excessGas());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(5);
    assertThat(left).isNotEmpty();
    assertThat(Arrays.asList(BlobSchedule.values())).containsAll(left);
  }

  private static FeeBlock block(List<Header> chain, int at) {
    return FeeBlock.of(chain.get(at));
  }
}
