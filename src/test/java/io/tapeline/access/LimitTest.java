package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

  @ParameterizedTest
  @CsvSource({
    "60, PT1M, PT1S",
    "1000, PT1H, PT3.6S",
    "1, P31D, P31D",
    "3, PT1S, PT0.333333334S",
    "1000000000, PT1S, PT0.000000001S"
  })
  void oneUnitIsBackAfterItsShareOfTheTime(long units, Duration per, Duration emission) {
    assertThat(new Limit(units, per, 1).emission()).isEqualTo(emission);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT1S, 1, units: 0",
    "1000000001, PT1S, 1, units: 1000000001",
    "1, PT0.999S, 1, per: PT0.999S",
    "1, P31DT1S, 1, per: PT744H1S",
    "1, PT1S, 0, burst: 0",
    "1, P31D, 12, a burst of 12 is not back within a year"
  })
  void refusesWhatIsOutOfRange(long units, Duration per, long burst, String message) {
    assertThatThrownBy(() -> new Limit(units, per, burst))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void countsUnitsThatComeBackAndTheirParts() {
    Limit limit = new Limit(1000, Duration.ofHours(1), 1000);
    assertThat(limit.back(0)).isZero();
    assertThat(limit.back(Duration.ofMillis(3600).toNanos())).isEqualTo(1);
    assertThat(limit.back(Duration.ofMillis(900).toNanos())).isEqualTo(0.25);
  }
}
