package io.tapeline.signal.postgres;

import io.tapeline.signal.postgres.SignalKeys.Reason;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.verdict.Input;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Signals on their way into the table by {@code COPY}, in PostgreSQL's text format: fields between
 * tabs, {@code \N} for none.
 */
final class SignalText {

  static final String COPY =
      """
      COPY signal (series, interval_ms, open_nanos, strategy, revision, reasons, figures, thresholds,
                   contributions, outlook, input_ms, input_from, input_to, input_candles,
                   input_sha256, lack, because, recorded_at)
      FROM STDIN
      """;

  private static final String NONE = "\\N";

  private final SignalKeys keys;
  private final String recordedAt;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param recordedAt as PostgreSQL reads it
   */
  SignalText(SignalKeys keys, String recordedAt) {
    this.keys = keys;
    this.recordedAt = recordedAt;
  }

  /** All there is of the evidence: with the outlook, as the last. */
  static List<Evidence> evidence(Verdict.Signal signal) {
    if (signal.outlook() == null) {
      return signal.evidence();
    }
    List<Evidence> all = new ArrayList<>(signal.evidence());
    all.add(signal.outlook());
    return all;
  }

  /** Adds a row. */
  void add(int series, Judged judged) {
    Verdict verdict = judged.verdict();
    field(Integer.toString(series));
    field(Long.toString(verdict.interval().millis()));
    field(Long.toString(verdict.openTimeNanos()));
    field(Integer.toString(keys.key(verdict.strategy())));
    field(Integer.toString(judged.revision()));
    switch (verdict) {
      case Verdict.Signal signal -> add(signal);
      case Verdict.NoSignal none -> add(none);
    }
    out.append(recordedAt).append('\n');
  }

  private void add(Verdict.Signal signal) {
    List<Evidence> all = evidence(signal);
    list(all, each -> keys.key(Reason.of(each)));
    list(all, each -> each.value().toPlainString());
    list(all, each -> each.threshold().toPlainString());
    list(all, Evidence::contribution);
    field(signal.outlook() == null ? "f" : "t");
    list(signal.inputs(), each -> each.interval().millis());
    list(signal.inputs(), Input::fromNanos);
    list(signal.inputs(), Input::toNanos);
    list(signal.inputs(), Input::candles);
    out.append("\\\\x");
    signal.inputs().forEach(each -> out.append(each.sha256()));
    out.append('\t');
    field(NONE);
    field(NONE);
  }

  private void add(Verdict.NoSignal none) {
    for (int i = 0; i < 4; i++) {
      field("{}");
    }
    field("f");
    for (int i = 0; i < 4; i++) {
      field("{}");
    }
    field("");
    field(none.reason().name());
    field(none.because());
  }

  private <T> void list(List<T> all, Function<T, Object> element) {
    out.append('{');
    for (int i = 0; i < all.size(); i++) {
      out.append(i == 0 ? "" : ",").append(element.apply(all.get(i)));
    }
    out.append('}').append('\t');
  }

  /** Words of ours have no tabs, no ends of lines and no backslashes. */
  private void field(String text) {
    out.append(text).append('\t');
  }

  /** What was added since the last time. */
  String taken() {
    String text = out.toString();
    out.setLength(0);
    return text;
  }

  int length() {
    return out.length();
  }
}
