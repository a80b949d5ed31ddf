package io.tapeline.http;

import io.tapeline.market.Interval;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the length of candles that a caller asks for. */
public final class Lengths {

  /** As exchanges write a month: candles of a minute are not what is wanted. */
  private static final String MONTH = "1M";

  private static final Map<String, Interval> ALL = of(_ -> true);
  private static final Map<String, Interval> FROM_A_MINUTE =
      of(interval -> interval != Interval.S1);

  private Lengths() {}

  private static Map<String, Interval> of(Predicate<Interval> wanted) {
    return Arrays.stream(Interval.values())
        .filter(wanted)
        .collect(Collectors.toMap(Interval::id, Function.identity()));
  }

  /** Any length, in any case; a minute where none is given. */
  public static Interval any(Inputs inputs, @Nullable String given) {
    return read(inputs, given, ALL);
  }

  /** A minute or longer. */
  public static Interval fromAMinute(Inputs inputs, @Nullable String given) {
    return read(inputs, given, FROM_A_MINUTE);
  }

  private static Interval read(
      Inputs inputs, @Nullable String given, Map<String, Interval> choices) {
    if (MONTH.equals(given)) {
      inputs.wrong("interval", "there are no candles of a month; 1m is a minute", given);
      return Interval.M1;
    }
    return inputs.choice("interval", given, choices, Interval.M1);
  }
}
