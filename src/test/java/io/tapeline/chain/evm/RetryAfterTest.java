package io.tapeline.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|PT7S",
        " 0 |PT0S",
        "999999999|PT1H",
        "Fri, 02 Jan 2026 03:05:05 GMT|PT1M",
        "Fri, 02 Jan 2026 03:00:00 GMT|PT0S",
        "Sat, 03 Jan 2026 03:00:00 GMT|PT1H",
      })
  void secondsAndDatesAreUnderstoodAndNoneIsLongerThanAnHour(String header, Duration wait) {
    assertThat(RetryAfter.read(header, NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999", "Fri, 99 Jan 2026"})
  void anythingElseSaysNothing(String header) {
    assertThat(RetryAfter.read(header, NOW)).isNull();
  }

  @Test
  void noneSaysNothing() {
    assertThat(RetryAfter.read(null, NOW)).isNull();
  }
}
