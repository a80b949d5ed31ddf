package io.tapeline.signal.verdict;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of candles as /v1/candles sends them as CSV with the fields open_time, open, high, low,
 * close, volume: the line of names and one for each candle, each with CR LF behind it. So whoever
 * has curl and sha256sum can check it. Revisions are not in it: what counts is what a candle says.
 */
public final class CandleDigest {

  private static final String NAMES = "open_time,open,high,low,close,volume\r\n";

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Characters of most lines. */
  private static final int LONG = 96;

  private final MessageDigest digest;

  /** Of none yet. */
  public CandleDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    digest.update(NAMES.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @param line of a candle later than those before
   */
  public void add(byte[] line) {
    digest.update(line);
  }

  /** Of all so far, lower-case hexadecimal. */
  public String hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
    }
  }

  /**
   * A candle as its line.
   *
   * @param candle with its prices and volume
   */
  public static byte[] line(PartialCandle candle) {
    StringBuilder line = new StringBuilder(LONG);
    time(line, candle.openTimeNanos());
    price(line, candle.open());
    price(line, candle.high());
    price(line, candle.low());
    price(line, candle.close());
    line.append(',').append(plain(Objects.requireNonNull(candle.volume()))).append("\r\n");
    return line.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** As {@code 2024-01-16T00:00:00.000Z}: a formatter would take longer than all the rest. */
  private static void time(StringBuilder line, long nanos) {
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
    int rest = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, rest, ZoneOffset.UTC);
    line.append(time.toLocalDate()).append('T');
    two(line, time.getHour()).append(':');
    two(line, time.getMinute()).append(':');
    two(line, time.getSecond()).append('.');
    int millis = rest / 1_000_000;
    line.append((char) ('0' + millis / 100));
    two(line, millis % 100).append('Z');
  }

  private static StringBuilder two(StringBuilder line, int number) {
    return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** Decimals have no trailing zeros. */
  private static void price(StringBuilder line, @Nullable Decimal price) {
    line.append(',').append(Objects.requireNonNull(price));
  }

  /** No trailing zeros, no scientific notation. */
  private static String plain(BigDecimal number) {
    if (Decimal.fits(number)) {
      return Decimal.of(number).toString();
    }
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
