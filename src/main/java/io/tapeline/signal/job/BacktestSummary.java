package io.tapeline.signal.job;

import io.tapeline.signal.json.BacktestJson;
import io.tapeline.signal.json.BacktestJson.ChosenJson;
import io.tapeline.signal.json.BacktestJson.RunJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a backtest's job itself tells: from what it was made, and each run in a line. */
final class BacktestSummary {

  private final Map<String, Object> entries = new LinkedHashMap<>();
  private final List<Map<String, Object>> series = new ArrayList<>();

  BacktestSummary(BacktestPlan plan, String feed) {
    entries.put("method", SeriesBacktest.METHOD);
    entries.put("feed", feed);
    entries.put("as_of", plan.asOf());
    entries.put("from", plan.from());
    entries.put("to", plan.to());
    entries.put("series", series);
  }

  void add(BacktestJson one) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("series", one.series());
    line.put("candles", one.candles());
    line.put("inputs", one.inputs());
    put(line, "reason", one.reason());
    RunJson benchmark = one.benchmark();
    put(line, "benchmark_return", benchmark == null ? null : benchmark.metrics().totalReturn());
    line.put("runs", one.runs().stream().map(BacktestSummary::run).toList());
    ChosenJson chosen = one.walkForward();
    put(line, "walk_forward", chosen == null ? null : run(chosen.outOfSample()));
    series.add(line);
  }

  private static Map<String, Object> run(RunJson run) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("strategy", run.strategy());
    put(line, "total_return", run.metrics().totalReturn());
    put(line, "sharpe", run.metrics().sharpe());
    put(line, "max_drawdown", run.metrics().maxDrawdown());
    line.put("trades", run.metrics().trades());
    if (run.significance() != null) {
      line.put("edge", run.significance().edge());
      put(line, "p_value", run.significance().pValue());
    }
    return line;
  }

  private static void put(Map<String, Object> line, String name, @Nullable Object value) {
    if (value != null) {
      line.put(name, value);
    }
  }

  Map<String, Object> entries() {
    return entries;
  }
}
