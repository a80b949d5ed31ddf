package io.tapeline.exchange.bitstamp;

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

/** {@code ohlc}: any range since the listing, the oldest first. */
final class BitstampCandles {

  /** One less than the venue gives: its {@code end} may or may not have a row of its own. */
  private static final int MAX_ROWS = 999;

  private static final long NANOS = 1_000_000_000;

  private BitstampCandles() {}

  static Optional<CandleRequest> request(String rest, String symbol, CandleSpan wanted) {
    if (wanted.interval() == Interval.S1 || wanted.interval() == Interval.W1) {
      return Optional.empty();
    }
    CandleSpan page = wanted.newest(MAX_ROWS);
    return Optional.of(
        new CandleRequest(
            HttpGet.of(
                "%s/ohlc/%s/?step=%d&limit=%d&start=%d&end=%d"
                    .formatted(
                        rest,
                        symbol,
                        page.interval().nanos() / NANOS,
                        page.count() + 1,
                        page.fromNanos() / NANOS,
                        page.toNanos() / NANOS)),
            page));
  }

  static CandlePage read(CandleSpan page, byte[] body) {
    JsonNode rows = RestBody.array(RestBody.parse(body).path("data"), "ohlc");
    return CandleRows.of(rows, page.interval(), BitstampCandles::row).fromOldest(page);
  }

  private static CandleRow row(JsonNode row) {
    return CandleRow.of(
        Math.multiplyExact(RestBody.number(row, "timestamp"), NANOS),
        row.path("open"),
        row.path("high"),
        row.path("low"),
        row.path("close"),
        row.path("volume"));
  }
}
