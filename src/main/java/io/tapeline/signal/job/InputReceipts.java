package io.tapeline.signal.job;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.RowStream;
import io.tapeline.http.Times;
import io.tapeline.http.answer.StreamReceipts;
import io.tapeline.market.Interval;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.signal.json.BacktestJson;
import io.tapeline.signal.json.BacktestJson.InputJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Receipts of the candles that a backtest was made from: with each of them /v1/receipts answers the
 * very table that the input's hash is of, whatever was corrected since. Waits for the store, so on
 * a thread that may.
 */
@ApplicationScoped
class InputReceipts {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The columns that are hashed. */
  private static final List<String> FIELDS =
      List.of("open_time", "open", "high", "low", "close", "volume");

  private final CandleHistory history;
  private final StreamReceipts receipts;

  InputReceipts(CandleHistory history, StreamReceipts receipts) {
    this.history = history;
    this.receipts = receipts;
  }

  /**
   * Puts them on what came of a backtest.
   *
   * @param asOfNanos as of which its candles were read
   * @throws ProblemException {@code store_unavailable}, also as long as there is no key to sign
   *     with: the same job makes the same file, so it is not left out
   */
  BacktestJson on(BacktestJson made, long asOfNanos) {
    return made.with(
        made.inputs().stream()
            .map(input -> input.with(token(made.series(), input, asOfNanos)))
            .toList());
  }

  private String token(String series, InputJson input, long asOfNanos) {
    String query =
        "interval=%s&from=%s&to=%s&limit=all".formatted(input.interval(), input.from(), input.to());
    return receipts
        .ofTable("/v1/candles/" + series, query, FIELDS, asOfNanos, rows(series, input, asOfNanos))
        .orElseThrow(() -> new ProblemException(new Problem.StoreUnavailable()));
  }

  /** As the route's resource reads them: its first page tells all of them apart. */
  private RowStream<CandleJson> rows(String series, InputJson input, long asOfNanos) {
    CandleRange range =
        new CandleRange(
            Series.parse(series),
            Interval.of(input.interval()).orElseThrow(),
            Times.parse(input.from()),
            Times.parse(input.to()),
            Integer.MAX_VALUE);
    return RowStream.of(
            CandleJson.class,
            history.stream(range, asOfNanos, CandleJson.parts(Set.copyOf(FIELDS)))::next,
            CandleJson::of)
        .await()
        .atMost(PATIENCE);
  }
}
