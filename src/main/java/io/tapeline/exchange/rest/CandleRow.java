package io.tapeline.exchange.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.VenueCandle;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A venue's row of a candle. Most venues write one for every interval, also where nothing traded:
 * with volume 0, and prices that repeat a close or are 0 too.
 */
public record CandleRow(
    long openTimeNanos,
    Decimal open,
    Decimal high,
    Decimal low,
    Decimal close,
    BigDecimal volume,
    @Nullable BigDecimal quoteVolume,
    @Nullable Long trades) {

  /** Of a row whose prices and volume are these, each a number or text. */
  public static CandleRow of(
      long openTimeNanos,
      JsonNode open,
      JsonNode high,
      JsonNode low,
      JsonNode close,
      JsonNode volume) {
    return new CandleRow(
        openTimeNanos, price(open), price(high), price(low), price(close), sum(volume), null, null);
  }

  public CandleRow withQuoteVolume(JsonNode stated) {
    return new CandleRow(openTimeNanos, open, high, low, close, volume, sum(stated), trades);
  }

  public CandleRow withTrades(JsonNode stated) {
    if (!stated.isIntegralNumber() || !stated.canConvertToLong()) {
      throw new MalformedFrameException("candle without a number of trades");
    }
    return new CandleRow(
        openTimeNanos, open, high, low, close, volume, quoteVolume, stated.longValue());
  }

  /** The candle; empty if nothing traded. */
  Optional<VenueCandle> candle() {
    boolean quiet = volume.signum() == 0 && (trades == null || trades == 0);
    return quiet
        ? Optional.empty()
        : Optional.of(
            new VenueCandle(openTimeNanos, open, high, low, close, volume, quoteVolume, trades));
  }

  private static Decimal price(JsonNode value) {
    Decimal price = RestBody.decimal(value);
    if (price == null) {
      throw new MalformedFrameException("candle without a price");
    }
    return price;
  }

  private static BigDecimal sum(JsonNode value) {
    BigDecimal sum = RestBody.wide(value);
    if (sum == null) {
      throw new MalformedFrameException("candle without a volume");
    }
    return sum;
  }
}
