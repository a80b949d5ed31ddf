package io.tapeline.signal.strategy.builtin;

import io.tapeline.signal.choice.Fault;
import io.tapeline.signal.choice.Written;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.StrategyChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategies as a caller writes them, {@code ma_cross(20,100),composite}.
 *
 * @param all each once, in the order given; without those that are wrong
 * @param faults what is wrong, all of it
 */
public record StrategyChoices(List<StrategyChoice> all, List<Fault> faults) {

  private static final int MOST = 20;

  private static final Written<Strategy, StrategyChoice> STRATEGIES =
      new Written<>(BuiltIns.byName(), "strategies", "ma_cross(50,200)", StrategyChoice::new);

  public StrategyChoices {
    all = List.copyOf(all);
    faults = List.copyOf(faults);
  }

  /** All there are, with their usual numbers, where nothing is given. */
  public static StrategyChoices read(@Nullable String text) {
    if (text == null) {
      return new StrategyChoices(BuiltIns.all().stream().map(Strategy::usual).toList(), List.of());
    }
    List<Fault> faults = new ArrayList<>();
    Map<String, StrategyChoice> all = new LinkedHashMap<>();
    for (StrategyChoice choice : STRATEGIES.read(text, MOST, faults)) {
      all.putIfAbsent(choice.id(), choice);
    }
    return new StrategyChoices(List.copyOf(all.values()), faults);
  }
}
