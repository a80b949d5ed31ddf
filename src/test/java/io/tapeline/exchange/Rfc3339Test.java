package io.tapeline.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  private static final long NANOS = 1_000_000_000L;
  private static final long FROM = Instant.parse("1678-01-01T00:00:00Z").getEpochSecond();
  private static final long TO = Instant.parse("2262-01-01T00:00:00Z").getEpochSecond();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static long nanos(String text) {
    byte[] bytes = ("  " + text + "\"").getBytes(US_ASCII);
    return Rfc3339.nanos(bytes, 2, bytes.length - 1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsWhatTheJdkReads(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Instant time = Instant.ofEpochSecond(random.nextLong(FROM, TO), random.nextLong(NANOS));
    assertThat(nanos(time.toString())).isEqualTo(time.getEpochSecond() * NANOS + time.getNano());
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.1Z, 100000000",
    "1970-01-01T00:00:00.000000001Z, 1",
    "1970-01-01 00:00:01.25Z, 1250000000",
    "1969-12-31T23:59:59.999999999Z, -1",
    "2000-02-29T00:00:00Z, 951782400000000000"
  })
  void readsAnyNumberOfFractionDigits(String text, long nanos) {
    assertThat(nanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05.1234567890Z",
        "2026-01-02T03:04:05,5Z",
        "2026-01-02T03:04:05.5+00:00",
        "2026-1-02T03:04:05Z",
        "2026-13-02T03:04:05Z",
        "2026-00-02T03:04:05Z",
        "2026-02-29T03:04:05Z",
        "1900-02-29T03:04:05Z",
        "2026-04-31T03:04:05Z",
        "2026-01-00T03:04:05Z",
        "2026-01-02T24:04:05Z",
        "2026-01-02T03:60:05Z",
        "2026-01-02T03:04:61Z",
        "2026/01/02T03:04:05Z",
        "1677-12-31T00:00:00Z",
        "9999-12-31T00:00:00Z",
        "2026-01-02T03:04:0:Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> nanos(text)).isInstanceOf(MalformedFrameException.class);
  }
}
