package io.tapeline.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.rest.CandleRow;
import io.tapeline.exchange.rest.CandleRows;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Interval;
import java.util.Optional;

/** {@code klines}: any range since the listing, the oldest first. */
final class BinanceCandles {

  private static final int MAX_ROWS = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int VOLUME = 5;
  private static final int QUOTE_VOLUME = 7;
  private static final int TRADES = 8;

  private BinanceCandles() {}

  static Optional<CandleRequest> request(String rest, String symbol, CandleSpan wanted) {
    if (wanted.interval() == Interval.S1 || wanted.interval() == Interval.W1) {
      return Optional.empty();
    }
    CandleSpan page = wanted.newest(MAX_ROWS);
    return Optional.of(
        new CandleRequest(
            HttpGet.of(
                "%s/api/v3/klines?symbol=%s&interval=%s&startTime=%d&endTime=%d&limit=%d"
                    .formatted(
                        rest,
                        symbol,
                        page.interval().id(),
                        page.fromNanos() / NANOS_PER_MILLI,
                        page.toNanos() / NANOS_PER_MILLI - 1,
                        MAX_ROWS)),
            page));
  }

  static CandlePage read(CandleSpan page, byte[] body) {
    return CandleRows.of(RestBody.parse(body), page.interval(), BinanceCandles::row)
        .fromOldest(page);
  }

  private static CandleRow row(JsonNode row) {
    return CandleRow.of(
            BinanceTrades.nanos(RestBody.number(row.path(0))),
            row.path(1),
            row.path(2),
            row.path(3),
            row.path(4),
            row.path(VOLUME))
        .withQuoteVolume(row.path(QUOTE_VOLUME))
        .withTrades(row.path(TRADES));
  }
}
