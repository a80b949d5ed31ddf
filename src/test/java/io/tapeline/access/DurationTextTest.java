package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({"0s,0", "1s,1", "30s,30", "1m,60", "90m,5400", "1h,3600", "1d,86400", "31d,2678400"})
  void whatPeopleWriteIsRead(String text, long seconds) {
    assertThat(DurationText.parse(text)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "s", "1 s", "1S", "-1s", "1.5s", "1w", "1ms", "PT1S", "9999999999s"})
  void anythingElseIsNot(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      long unit = new long[] {1, 60, 3_600, 86_400}[random.nextInt(4)];
      Duration duration = Duration.ofSeconds(random.nextLong(1_000) * unit);
      assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
    }
    assertThat(DurationText.of(Duration.ofHours(49))).isEqualTo("49h");
    assertThat(DurationText.of(Duration.ofSeconds(90))).isEqualTo("90s");
    assertThat(DurationText.of(Duration.ZERO)).isEqualTo("0s");
  }
}
