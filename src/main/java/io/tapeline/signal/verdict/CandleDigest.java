package io.tapeline.signal.verdict;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final MessageDigest digest;

  /** Of none yet. */
  public CandleDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    put(NAMES);
  }

  /**
   * @param candle later than those before, with its prices and volume
   */
  public void add(PartialCandle candle) {
    put(line(candle));
  }

  /** Of all so far, lower-case hexadecimal. */
  public String hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
    }
  }

  private void put(String text) {
    digest.update(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(PartialCandle candle) {
    return String.join(
            ",",
            TIME.format(Instant.ofEpochSecond(0, candle.openTimeNanos())),
            plain(candle.open()),
            plain(candle.high()),
            plain(candle.low()),
            plain(candle.close()),
            plain(Objects.requireNonNull(candle.volume())))
        + "\r\n";
  }

  private static String plain(@Nullable Decimal price) {
    return plain(Objects.requireNonNull(price).toBigDecimal());
  }

  /** No trailing zeros, no scientific notation. */
  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
