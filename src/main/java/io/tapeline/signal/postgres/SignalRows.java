package io.tapeline.signal.postgres;

import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.signal.postgres.SignalKeys.Reason;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.verdict.Input;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Recorded;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code signal} as what was said. */
final class SignalRows {

  /** Of {@code g}, and its strategy {@code s}. */
  static final String COLUMNS =
      """
      s.name, s.version, g.open_nanos, g.revision, g.reasons, g.figures, g.thresholds,
      g.contributions, g.outlook, g.input_ms, g.input_from, g.input_to, g.input_candles,
      g.input_sha256, g.lack, g.because, g.recorded_at
      """;

  private static final int HASH_BYTES = 32;

  private final SignalKeys keys;
  private final Series series;
  private final Interval interval;

  SignalRows(SignalKeys keys, Series series, Interval interval) {
    this.keys = keys;
    this.series = series;
    this.interval = interval;
  }

  static List<Integer> reasons(Row row) {
    return Arrays.asList(row.getArrayOfIntegers("reasons"));
  }

  /** The keys of its reasons must be known. */
  Judged judged(Row row) {
    return new Judged(series, verdict(row), row.getInteger("revision"));
  }

  /** The same, and when it was recorded. */
  Recorded recorded(Row row) {
    return new Recorded(judged(row), RecordingClock.nanos(row.getOffsetDateTime("recorded_at")));
  }

  private Verdict verdict(Row row) {
    StrategyName strategy = new StrategyName(row.getString("name"), row.getInteger("version"));
    long open = row.getLong("open_nanos");
    String lack = row.getString("lack");
    if (lack != null) {
      return new Verdict.NoSignal(
          strategy, interval, open, Verdict.Reason.valueOf(lack), row.getString("because"));
    }
    List<Evidence> all = evidence(row);
    int last = all.size() - 1;
    @Nullable Evidence outlook = row.getBoolean("outlook") ? all.get(last) : null;
    return new Verdict.Signal(
        strategy,
        interval,
        open,
        outlook == null ? all : all.subList(0, last),
        outlook,
        inputs(row));
  }

  private List<Evidence> evidence(Row row) {
    Integer[] reasons = row.getArrayOfIntegers("reasons");
    Numeric[] figures = row.getArrayOfNumerics("figures");
    Numeric[] thresholds = row.getArrayOfNumerics("thresholds");
    Long[] contributions = row.getArrayOfLongs("contributions");
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < reasons.length; i++) {
      Reason reason = keys.reason(reasons[i]);
      all.add(
          new Evidence(
              reason.strategy(),
              reason.interval(),
              reason.indicator(),
              number(figures[i]),
              number(thresholds[i]),
              reason.against(),
              contributions[i],
              reason.meaning()));
    }
    return all;
  }

  private static BigDecimal number(Numeric stored) {
    return new BigDecimal(stored.toString());
  }

  private static List<Input> inputs(Row row) {
    Long[] lengths = row.getArrayOfLongs("input_ms");
    Long[] from = row.getArrayOfLongs("input_from");
    Long[] to = row.getArrayOfLongs("input_to");
    Integer[] candles = row.getArrayOfIntegers("input_candles");
    byte[] hashes = row.getBuffer("input_sha256").getBytes();
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      inputs.add(
          new Input(
              SignalKeys.interval(lengths[i]),
              from[i],
              to[i],
              candles[i],
              HexFormat.of().formatHex(hashes, i * HASH_BYTES, (i + 1) * HASH_BYTES)));
    }
    return inputs;
  }
}
