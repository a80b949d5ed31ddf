package io.tapeline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(10), Duration.ofHours(1), 12);

  @ParameterizedTest
  @CsvSource({
    "1,0,5000",
    "1,1,10000",
    "2,1,20000",
    "3,0.5,30000",
    "9,1,2560000",
    "10,1,3600000",
    "11,0,1800000"
  })
  void aWaitIsTwiceTheOneBeforeAndHalfOfItIsChance(int failed, double chance, long millis) {
    assertThat(BACKOFF.after(failed, null, chance)).contains(Duration.ofMillis(millis));
  }

  @Test
  void afterTheLastAttemptThereIsNone() {
    assertThat(BACKOFF.after(11, null, 0)).isPresent();
    assertThat(BACKOFF.after(12, null, 0)).isEmpty();
    assertThat(BACKOFF.after(12, Duration.ofSeconds(1), 0)).isEmpty();
  }

  @Test
  void whatTheReceiverAsksForCountsUpToTheLongestWait() {
    assertThat(BACKOFF.after(1, Duration.ofMinutes(2), 0)).contains(Duration.ofMinutes(2));
    assertThat(BACKOFF.after(1, Duration.ofSeconds(1), 0)).contains(Duration.ofSeconds(5));
    assertThat(BACKOFF.after(1, Duration.ofDays(30), 0)).contains(Duration.ofHours(1));
  }

  @Test
  void manyAttemptsDoNotOverflow() {
    Backoff many = new Backoff(Duration.ofHours(1), Duration.ofDays(1), 50);
    for (int failed = 1; failed < 50; failed++) {
      assertThat(many.after(failed, null, 1).orElseThrow())
          .isBetween(Duration.ofHours(1), Duration.ofDays(1));
    }
  }
}
