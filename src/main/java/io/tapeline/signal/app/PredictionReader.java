package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.signal.app.ModelLook.Seen;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.model.Prediction;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.verdict.Desk.Sight;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks models about closed candles. Nothing that was answered before is told again. */
@ApplicationScoped
public class PredictionReader {

  /** Series that are read at a time. */
  private static final int READS = 2;

  private final ModelLook look;
  private final Models models;

  public PredictionReader(ModelLook look, Models models) {
    this.look = look;
    this.models = models;
  }

  /**
   * What a model says of the newest candle of each series that was closed at a moment, in their
   * order. Fails with {@code store_unavailable} or {@code upstream_not_allowed}; what becomes of
   * the model's server is told in each.
   *
   * @param interval one of the model's
   * @param asOfNanos not later than the horizon
   * @param leave of whoever has it asked
   */
  public Uni<List<Prediction>> predict(
      Model model, Interval interval, List<Series> series, long asOfNanos, Leave leave) {
    return Uni.join()
        .all(series.stream().map(one -> look.newest(model, interval, one, asOfNanos)).toList())
        .usingConcurrencyOf(READS)
        .andFailFast()
        .chain(
            seen ->
                // all at once, so that they share asks
                Uni.join()
                    .all(seen.stream().map(one -> ask(model, interval, one, leave)).toList())
                    .andFailFast());
  }

  private Uni<Prediction> ask(Model model, Interval interval, Seen seen, Leave leave) {
    return switch (seen.sight()) {
      case Sight.Blind(var reason, var because) ->
          Uni.createFrom()
              .item(
                  new Prediction(
                      seen.series(),
                      interval,
                      seen.openTimeNanos(),
                      List.of(),
                      List.of(),
                      new Answer.None(Answer.Reason.of(reason), because)));
      case Sight.Seen found ->
          models
              .ask(model, Figure.numbers(found.figures()), leave)
              .map(
                  answer ->
                      new Prediction(
                          seen.series(),
                          interval,
                          seen.openTimeNanos(),
                          found.figures(),
                          found.inputs(),
                          answer));
    };
  }
}
