package io.tapeline.exchange.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.rest.CandleRow;
import io.tapeline.exchange.rest.CandleRows;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Interval;
import io.tapeline.market.ListedMarket;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code candles}: a newest window, a day of minutes, the newest first and still open. Perpetuals
 * have an address of their own, and minutes only. Gemini's days don't begin at midnight UTC.
 */
final class GeminiCandles {

  private static final String REST = "https://api.gemini.com/v2";
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int VOLUME = 5;

  private GeminiCandles() {}

  static Optional<CandleRequest> request(ListedMarket market, CandleSpan wanted) {
    boolean spot = market.market().instrument().isSpot();
    String place = spot ? "/candles/" : "/derivatives/candles/";
    String symbol = market.symbol().toLowerCase(Locale.ROOT);
    return frame(wanted.interval())
        .filter(_ -> spot || wanted.interval() == Interval.M1)
        .map(frame -> HttpGet.of(REST + place + symbol + "/" + frame))
        .map(get -> new CandleRequest(get, wanted));
  }

  private static Optional<String> frame(Interval interval) {
    return switch (interval) {
      case M1 -> Optional.of("1m");
      case M5 -> Optional.of("5m");
      case M15 -> Optional.of("15m");
      case M30 -> Optional.of("30m");
      case H1 -> Optional.of("1hr");
      case S1, H4, D1, W1 -> Optional.empty();
    };
  }

  static CandlePage read(CandleSpan wanted, byte[] body) {
    return CandleRows.of(RestBody.parse(body), wanted.interval(), GeminiCandles::row)
        .window(wanted);
  }

  private static CandleRow row(JsonNode row) {
    return CandleRow.of(
        Math.multiplyExact(RestBody.number(row.path(0)), NANOS_PER_MILLI),
        row.path(1),
        row.path(2),
        row.path(3),
        row.path(4),
        row.path(VOLUME));
  }
}
