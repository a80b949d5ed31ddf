package io.tapeline.signal.indicator;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue: one definition, with all that has to be known to compute it again.
 *
 * @param title its name for people
 * @param formula in words: n, m, k are the parameters; x′ is x one candle before
 * @param seeding how it begins; empty where it looks at a fixed number of candles
 * @param source who described it, and where
 * @param difference what other libraries do otherwise, and why we don't; empty if nothing
 * @param first figures that there are none of: the index of the first one, counted from the first
 *     candle that is read
 * @param memory candles before that until its beginning no longer matters; 0 where it looks at a
 *     fixed number of candles
 * @param running the same from bar to bar; null where there are only columns
 */
public record Indicator(
    String name,
    String title,
    Family family,
    List<Parameter> parameters,
    List<Output> outputs,
    List<Condition> conditions,
    String formula,
    String seeding,
    String source,
    String difference,
    ToIntFunction<Arguments> first,
    ToIntFunction<Arguments> memory,
    Formula by,
    @Nullable Start running)
    implements Definition {

  /** Makes the columns of the outputs, in their order, as long as the bars. */
  @FunctionalInterface
  public interface Formula {
    double[][] of(Bars bars, Arguments arguments);
  }

  /** Begins before the first of a stretch of bars. */
  @FunctionalInterface
  public interface Start {
    Running of(Arguments arguments);
  }

  /**
   * What must hold between parameters.
   *
   * @param words a sentence without its full stop: {@code fast must be less than slow}
   */
  public record Condition(String words, Predicate<Arguments> holds) {

    /** One parameter must be less than another, by their places. */
    public static Condition ascending(List<Parameter> parameters, int less, int more) {
      return new Condition(
          parameters.get(less).name() + " must be less than " + parameters.get(more).name(),
          given -> given.number(less) < given.number(more));
    }
  }

  public Indicator {
    parameters = List.copyOf(parameters);
    outputs = List.copyOf(outputs);
    conditions = List.copyOf(conditions);
    if (outputs.isEmpty() || formula.isEmpty() || source.isEmpty()) {
      throw new IllegalArgumentException("incomplete: " + name);
    }
  }

  /** What is meant where nothing is said. */
  public Arguments fallbacks() {
    return new Arguments(parameters.stream().map(Parameter::fallback).toList());
  }

  public boolean isRecursive() {
    return !seeding.isEmpty();
  }
}
