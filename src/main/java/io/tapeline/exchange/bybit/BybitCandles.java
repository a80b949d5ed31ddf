package io.tapeline.exchange.bybit;

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

/**
 * {@code kline}: any range since the listing, the newest first. Volumes of spot and of linear
 * perpetuals alike are in base units, turnovers in quote units.
 */
final class BybitCandles {

  private static final int MAX_ROWS = 1000;
  private static final int VOLUME = 5;
  private static final int TURNOVER = 6;

  private BybitCandles() {}

  static Optional<CandleRequest> request(
      String rest, String category, String symbol, CandleSpan wanted) {
    CandleSpan page = wanted.newest(MAX_ROWS);
    return name(wanted.interval())
        .map(
            interval ->
                "%s/kline?category=%s&symbol=%s&interval=%s&start=%d&end=%d&limit=%d"
                    .formatted(
                        rest,
                        category,
                        symbol,
                        interval,
                        page.fromNanos() / BybitCodec.NANOS_PER_MILLI,
                        page.toNanos() / BybitCodec.NANOS_PER_MILLI - 1,
                        MAX_ROWS))
        .map(address -> new CandleRequest(HttpGet.of(address), page));
  }

  private static Optional<String> name(Interval interval) {
    return switch (interval) {
      case M1 -> Optional.of("1");
      case M5 -> Optional.of("5");
      case M15 -> Optional.of("15");
      case M30 -> Optional.of("30");
      case H1 -> Optional.of("60");
      case H4 -> Optional.of("240");
      case D1 -> Optional.of("D");
      case S1, W1 -> Optional.empty();
    };
  }

  static CandlePage read(CandleSpan page, byte[] body) {
    JsonNode rows = RestBody.array(RestBody.parse(body).path("result"), "list");
    return CandleRows.of(rows, page.interval(), BybitCandles::row).fromOldest(page);
  }

  private static CandleRow row(JsonNode row) {
    return CandleRow.of(
            Math.multiplyExact(RestBody.number(row.path(0)), BybitCodec.NANOS_PER_MILLI),
            row.path(1),
            row.path(2),
            row.path(3),
            row.path(4),
            row.path(VOLUME))
        .withQuoteVolume(row.path(TURNOVER));
  }
}
