package io.tapeline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private long now = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();
  private final Breaker breaker =
      new Breaker(Duration.ofSeconds(1), Duration.ofSeconds(3), () -> now);

  private void after(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  @Test
  void whatWorksIsAskedByAll() {
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isTrue();
    breaker.worked();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void whatFailedIsLeftAloneForLongerAndLongerAndThenAskedByOne() {
    breaker.failed();
    assertThat(breaker.allows()).isFalse();
    after(999);
    assertThat(breaker.allows()).isFalse();
    after(1);
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).as("a second one meanwhile").isFalse();
    breaker.failed();
    after(1_999);
    assertThat(breaker.allows()).isFalse();
    after(1);
    assertThat(breaker.allows()).isTrue();
    for (int i = 0; i < 100; i++) {
      breaker.failed();
    }
    after(2_999);
    assertThat(breaker.allows()).isFalse();
    after(1);
    assertThat(breaker.allows()).isTrue();
    breaker.worked();
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void whoNeverTellsHowItWentDoesNotKeepOthersOffForGood() {
    breaker.failed();
    after(1_000);
    assertThat(breaker.allows()).isTrue();
    after(1_000);
    assertThat(breaker.allows()).isTrue();
  }
}
