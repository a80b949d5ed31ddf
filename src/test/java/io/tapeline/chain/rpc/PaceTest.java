package io.tapeline.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaceTest {

  private final AtomicLong now = new AtomicLong(-5);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @Test
  void aSecondsWorthIsLetThroughAtOnceAndThenItIsWaitedFor() {
    Pace pace = new Pace(10, now::get);
    assertThat(pace.take(10)).isZero();
    assertThat(pace.take(1)).isEqualTo(Duration.ofMillis(100));
    now.addAndGet(Duration.ofMillis(250).toNanos());
    assertThat(pace.take(2)).isZero();
    assertThat(pace.take(1)).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void aBatchThatIsLargerThanThatIsPaidForAfterwards() {
    Pace pace = new Pace(10, now::get);
    assertThat(pace.take(30)).isZero();
    assertThat(pace.take(1)).isEqualTo(Duration.ofMillis(2_100));
  }

  /** In any time, no more calls than that time allows and what is let through at once. */
  @ParameterizedTest
  @MethodSource("seeds")
  void overTimeNoMoreIsLetThroughThanTheLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int limit = random.nextInt(1, 200);
    Pace pace = new Pace(limit, now::get);
    long begin = now.get();
    long made = 0;
    for (int i = 0; i < 2_000; i++) {
      int calls = random.nextInt(1, 30);
      made += pace.take(calls).isZero() ? calls : 0;
      now.addAndGet(random.nextLong(Duration.ofMillis(50).toNanos()));
      double seconds = (now.get() - begin) / 1e9;
      assertThat((double) made).isLessThanOrEqualTo(limit * (seconds + 1) + 30);
    }
  }
}
