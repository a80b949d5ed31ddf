package io.tapeline.signal.model;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Significant;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.strategy.Weighing;
import io.tapeline.signal.verdict.Desk.Sight;
import io.tapeline.signal.verdict.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model as a strategy: its answer is the only evidence, since nobody but the model knows what its
 * features count. The candles can be had again, the answer can't: it is part of what is stored.
 *
 * <p>Its id is {@code model_up5@3}: the model, and the version at its server that answered.
 */
public record ModelStrategy(Model model) {

  /** What all their names begin with, and no other's. */
  public static final String PREFIX = "model_";

  /** Of how answers become strengths. */
  private static final int VERSION = 1;

  /** Of a strength: as those of other strategies. */
  private static final double DECIMALS = 10_000;

  /** {@code model_up5}. */
  public String name() {
    return PREFIX + model.name();
  }

  /** As what it says is told and kept. */
  public StrategyName id() {
    return new StrategyName(name() + "@" + model.served().version(), VERSION);
  }

  /** What it says once the model was asked about what was seen. */
  public Verdict judge(Interval interval, long openTimeNanos, Sight.Seen seen, Answer answer) {
    return switch (answer) {
      case Answer.Value(double number) ->
          new Verdict.Signal(
              id(),
              interval,
              openTimeNanos,
              List.of(evidence(interval, number)),
              seen.outlook(),
              seen.inputs());
      case Answer.None(var reason, String because) ->
          unavailable(interval, openTimeNanos, reason.id() + ", " + because);
    };
  }

  /** What it says where its features can't be told. */
  public Verdict judge(Interval interval, long openTimeNanos, Sight.Blind lack) {
    return new Verdict.NoSignal(id(), interval, openTimeNanos, lack.reason(), lack.because());
  }

  /** What is said of a close of which nothing is stored. */
  public Verdict unheard(Interval interval, long openTimeNanos) {
    return unavailable(interval, openTimeNanos, "nothing was stored at this close");
  }

  private Verdict unavailable(Interval interval, long openTimeNanos, String because) {
    return new Verdict.NoSignal(
        id(), interval, openTimeNanos, Verdict.Reason.MODEL_UNAVAILABLE, because);
  }

  private Evidence evidence(Interval interval, double number) {
    Meaning meaning = model.meaning();
    long parts = Math.round(DECIMALS * meaning.score(number, model.fullReturn()));
    return new Evidence(
        id().id(),
        interval,
        model.name() + "." + meaning.id(),
        Objects.requireNonNull(Significant.of(number)),
        BigDecimal.valueOf(meaning.middle()).stripTrailingZeros(),
        null,
        parts * (long) (Weighing.ONE / DECIMALS),
        "the model "
            + model.name()
            + ", version "
            + model.served().version()
            + ", tells "
            + words());
  }

  private String words() {
    return model.words() + "; what its features count in it, nobody is told";
  }

  /** For people: when it points where. */
  public String rule() {
    return "Points where "
        + model.words()
        + " does, as the model "
        + model.served().name()
        + ", version "
        + model.served().version()
        + ", tells at its server. It is asked once, at the close; where it does not answer there is no"
        + " signal.";
  }

  /** For people: how its answer becomes a strength. */
  public String formula() {
    return switch (model.meaning()) {
      case PROBABILITY_UP -> "ramp(probability − 0.5, 0.5)";
      case EXPECTED_RETURN ->
          "ramp(return, " + BigDecimal.valueOf(model.fullReturn()).toPlainString() + ")";
    };
  }

  /** Which one is meant by a name, with or without its version. */
  public static Optional<ModelStrategy> find(List<Model> models, String given) {
    return models.stream()
        .map(ModelStrategy::new)
        .filter(one -> one.name().equals(given) || one.id().id().equals(given))
        .findFirst();
  }
}
