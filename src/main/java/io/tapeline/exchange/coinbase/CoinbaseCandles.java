package io.tapeline.exchange.coinbase;

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
 * {@code candles}: any range since the listing, the newest first, none where nothing traded. A
 * range of more rows than the venue gives is refused.
 */
final class CoinbaseCandles {

  /** One less than the venue gives: its {@code end} may or may not have a row of its own. */
  private static final int MAX_ROWS = 299;

  private static final long NANOS = 1_000_000_000;

  private CoinbaseCandles() {}

  static Optional<CandleRequest> request(String products, String symbol, CandleSpan wanted) {
    CandleSpan page = wanted.newest(MAX_ROWS);
    return granularity(wanted.interval())
        .map(
            granularity ->
                "%s/%s/candles?start=%d&end=%d&granularity=%s&limit=%d"
                    .formatted(
                        products,
                        symbol,
                        page.fromNanos() / NANOS,
                        page.toNanos() / NANOS,
                        granularity,
                        MAX_ROWS + 1))
        .map(address -> new CandleRequest(HttpGet.of(address), page));
  }

  private static Optional<String> granularity(Interval interval) {
    return switch (interval) {
      case M1 -> Optional.of("ONE_MINUTE");
      case M5 -> Optional.of("FIVE_MINUTE");
      case M15 -> Optional.of("FIFTEEN_MINUTE");
      case M30 -> Optional.of("THIRTY_MINUTE");
      case H1 -> Optional.of("ONE_HOUR");
      case D1 -> Optional.of("ONE_DAY");
      case S1, H4, W1 -> Optional.empty();
    };
  }

  static CandlePage read(CandleSpan page, byte[] body) {
    JsonNode rows = RestBody.array(RestBody.parse(body), "candles");
    return CandleRows.of(rows, page.interval(), CoinbaseCandles::row).sparse(page);
  }

  private static CandleRow row(JsonNode row) {
    return CandleRow.of(
        Math.multiplyExact(RestBody.number(row, "start"), NANOS),
        row.path("open"),
        row.path("high"),
        row.path("low"),
        row.path("close"),
        row.path("volume"));
  }
}
