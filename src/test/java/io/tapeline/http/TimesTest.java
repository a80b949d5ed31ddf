package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  static LongStream moments() {
    SplittableRandom random = new SplittableRandom(1);
    return LongStream.concat(
        LongStream.of(0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 951_782_399_999_999_999L),
        random.longs(1_000));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void writesNanosecondsAsTheirInstant(long nanos) {
    assertThat(Times.format(nanos)).isEqualTo(Times.format(Times.instant(nanos)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z,1767323045000000000",
    "2026-01-02T03:04:05.678Z,1767323045678000000",
    "2026-01-02T03:04:05.123456789Z,1767323045123456789",
    "2026-01-02T05:04:05+02:00,1767323045000000000",
    "2026-01-02T05:04:05 02:00,1767323045000000000",
    "2026-01-02t03:04:05z,1767323045000000000",
    "1767323045678,1767323045678000000",
    "0,0"
  })
  void readsRfc3339AndUnixMilliseconds(String text, long nanos) {
    assertThat(Times.parse(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-13-02T03:04:05Z",
        "-5",
        "99999999999999999999999",
        "9300000000000",
        "1969-12-31T23:59:59Z",
        "2262-01-01T00:00:00Z"
      })
  void refusesWhatIsNoTimeOrOutOfRange(String text) {
    assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void writesMillisecondsAndCutsOffWhatIsFiner() {
    assertThat(Times.format(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(Times.format(1_767_323_045_123_999_999L)).isEqualTo("2026-01-02T03:04:05.123Z");
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenReadsBackToTheMillisecond(long seed) {
    long millis = new SplittableRandom(seed).nextLong(9_000_000_000_000L);
    long nanos = millis * 1_000_000;
    assertThat(Times.parse(Times.format(nanos))).isEqualTo(nanos);
    assertThat(Times.parse(Long.toString(millis))).isEqualTo(nanos);
  }
}
