package io.tapeline.signal.choice;

import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Indicator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Indicators as a caller writes them, {@code rsi(14),macd,bollinger(20,2)}.
 *
 * @param all each once, in the order given; without those that are wrong
 * @param faults what is wrong, all of it
 */
public record Choices(List<Choice> all, List<Fault> faults) {

  private static final Written<Indicator, Choice> INDICATORS =
      new Written<>(Catalogue.byName(), "indicators", "rsi(14)", Choice::new);

  /**
   * What may be asked for at once.
   *
   * @param indicators how many
   * @param steps how much work for one block, see {@link Choice#work()}
   */
  public record Bounds(int indicators, long steps) {}

  public Choices {
    all = List.copyOf(all);
    faults = List.copyOf(faults);
  }

  public static Choices read(String text, Bounds bounds) {
    List<Fault> faults = new ArrayList<>();
    Map<String, Choice> all = new LinkedHashMap<>();
    for (Choice choice : INDICATORS.read(text, bounds.indicators(), faults)) {
      all.putIfAbsent(choice.id(), choice);
    }
    long steps = all.values().stream().mapToLong(Choice::work).sum();
    if (steps > bounds.steps()) {
      faults.add(
          new Fault(
              text,
              "must take at most "
                  + bounds.steps()
                  + " steps for "
                  + "each block, not "
                  + steps
                  + ": ask for fewer or shorter ones"));
    }
    return new Choices(List.copyOf(all.values()), faults);
  }
}
