package io.tapeline.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.rest.CandleRow;
import io.tapeline.exchange.rest.CandleRows;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Interval;
import java.util.List;
import java.util.Optional;

/**
 * {@code candles} for the newest 1,440 rows, {@code history-candles} for those before; both the
 * newest first. Rows have the volume in the venue's unit, which for swaps is contracts, then in the
 * currency: of spot that is the quote, of swaps the base asset; then in quote units.
 */
final class OkxCandles {

  private static final int MAX_ROWS = 300;
  private static final int MAX_HISTORY_ROWS = 100;

  /** Of the 1,440 rows, so that none is out of reach by the time it is asked for. */
  private static final int RECENT_ROWS = 1_400;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int VOLUME = 5;
  private static final int CURRENCY_VOLUME = 6;
  private static final int QUOTE_VOLUME = 7;
  private static final int CONFIRMED = 8;

  private OkxCandles() {}

  static Optional<CandleRequest> request(
      String rest, String symbol, CandleSpan wanted, long nowNanos) {
    return bar(wanted.interval()).map(bar -> request(rest, symbol, bar, wanted, nowNanos));
  }

  private static CandleRequest request(
      String rest, String symbol, String bar, CandleSpan wanted, long nowNanos) {
    Interval interval = wanted.interval();
    long recent = interval.floor(nowNanos) - RECENT_ROWS * interval.nanos();
    if (wanted.toNanos() <= recent) {
      return request(
          rest + "/market/history-candles", symbol, bar, wanted.newest(MAX_HISTORY_ROWS));
    }
    CandleSpan near =
        new CandleSpan(interval, Math.max(recent, wanted.fromNanos()), wanted.toNanos());
    return request(rest + "/market/candles", symbol, bar, near.newest(MAX_ROWS));
  }

  /** {@code before} and {@code after} are themselves left out. */
  private static CandleRequest request(String place, String symbol, String bar, CandleSpan page) {
    return new CandleRequest(
        HttpGet.of(
            "%s?instId=%s&bar=%s&before=%d&after=%d&limit=%d"
                .formatted(
                    place,
                    symbol,
                    bar,
                    page.fromNanos() / NANOS_PER_MILLI - 1,
                    page.toNanos() / NANOS_PER_MILLI,
                    page.count())),
        page);
  }

  private static Optional<String> bar(Interval interval) {
    return switch (interval) {
      case M1 -> Optional.of("1m");
      case M5 -> Optional.of("5m");
      case M15 -> Optional.of("15m");
      case M30 -> Optional.of("30m");
      case H1 -> Optional.of("1H");
      case H4 -> Optional.of("4H");
      case D1 -> Optional.of("1Dutc");
      case S1, W1 -> Optional.empty();
    };
  }

  static CandlePage read(JsonNode rows, boolean spot, CandleSpan page) {
    CandleRows read = CandleRows.of(rows, page.interval(), row -> row(row, spot));
    long open = firstOpen(rows);
    if (open <= page.fromNanos()) {
      return new CandlePage(List.of(), page.toNanos(), page.toNanos(), page.fromNanos());
    }
    long over = Math.min(open, page.toNanos());
    return read.fromOldest(new CandleSpan(page.interval(), page.fromNanos(), over));
  }

  /** OKX says of each row whether its interval is over; by its clock some may not be yet. */
  private static long firstOpen(JsonNode rows) {
    return rows.valueStream()
        .filter(row -> row.path(CONFIRMED).asText().equals("0"))
        .mapToLong(OkxCandles::time)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static long time(JsonNode row) {
    return Math.multiplyExact(RestBody.number(row.path(0)), NANOS_PER_MILLI);
  }

  private static CandleRow row(JsonNode row, boolean spot) {
    return CandleRow.of(
            time(row),
            row.path(1),
            row.path(2),
            row.path(3),
            row.path(4),
            row.path(spot ? VOLUME : CURRENCY_VOLUME))
        .withQuoteVolume(row.path(QUOTE_VOLUME));
  }
}
