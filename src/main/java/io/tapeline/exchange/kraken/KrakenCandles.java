package io.tapeline.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.rest.CandleRow;
import io.tapeline.exchange.rest.CandleRows;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Interval;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * {@code OHLC}: the newest 720 rows, the oldest first and the last one still open. Its {@code
 * since} takes rows away but never reaches further back, so it is not used: what came first then
 * tells where Kraken's memory begins.
 */
final class KrakenCandles {

  private static final long NANOS = 1_000_000_000;
  private static final int VOLUME = 6;
  private static final int TRADES = 7;

  private KrakenCandles() {}

  static Optional<CandleRequest> request(String rest, String symbol, CandleSpan wanted) {
    if (wanted.interval() == Interval.S1 || wanted.interval() == Interval.W1) {
      return Optional.empty();
    }
    long minutes = wanted.interval().nanos() / Interval.M1.nanos();
    return Optional.of(
        new CandleRequest(
            HttpGet.of(rest + "/OHLC?pair=" + symbol.replace("/", "") + "&interval=" + minutes),
            wanted));
  }

  static CandlePage read(CandleSpan wanted, byte[] body) {
    JsonNode rows =
        StreamSupport.stream(KrakenRest.result(body).spliterator(), false)
            .filter(JsonNode::isArray)
            .findFirst()
            .orElseThrow(() -> new MalformedFrameException("no array of candles"));
    return CandleRows.of(rows, wanted.interval(), KrakenCandles::row).window(wanted);
  }

  /** Between close and volume stands the average price. */
  private static CandleRow row(JsonNode row) {
    return CandleRow.of(
            Math.multiplyExact(RestBody.number(row.path(0)), NANOS),
            row.path(1),
            row.path(2),
            row.path(3),
            row.path(4),
            row.path(VOLUME))
        .withTrades(row.path(TRADES));
  }
}
