package io.tapeline.signal.rest;

import io.tapeline.http.Inputs;
import io.tapeline.signal.indicator.Parameter;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strategies as a body names them: one by one, or one with many numbers. */
final class Grid {

  /** Numbers of one parameter. */
  private static final int MOST_NUMBERS = 32;

  private Grid() {}

  /** With all their numbers, each once; notes whatever is wrong. */
  static List<String> each(Inputs inputs, List<String> given) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      StrategyChoice read = read(inputs, "strategies/" + i, given.get(i));
      if (read != null && !ids.contains(read.id())) {
        ids.add(read.id());
      }
    }
    return ids;
  }

  private static @Nullable StrategyChoice read(Inputs inputs, String path, @Nullable String given) {
    if (given == null || given.isBlank()) {
      inputs.wrong(path, "must be a name and its numbers, such as ma_cross(50,200)", given);
      return null;
    }
    StrategyChoices read = StrategyChoices.read(given);
    read.faults()
        .forEach(fault -> inputs.wrong(path, fault.reason().replace("number 1: ", ""), given));
    if (!read.faults().isEmpty()) {
      return null;
    }
    if (read.all().size() != 1) {
      inputs.wrong(path, "must be one strategy", given);
      return null;
    }
    return read.all().getFirst();
  }

  /**
   * All combinations that the strategy allows, in the order of the numbers; notes whatever is
   * wrong.
   *
   * @param numbers by parameter
   */
  static List<String> of(
      Inputs inputs,
      @Nullable String given,
      @Nullable Map<String, List<String>> numbers,
      int most) {
    StrategyChoice usual = read(inputs, "strategies/0", given);
    if (numbers == null || numbers.isEmpty()) {
      inputs.wrong("walk_forward/grid", "must name a parameter and its numbers", null);
      return List.of();
    }
    if (usual == null) {
      return List.of();
    }
    Strategy strategy = usual.strategy();
    List<Parameter> parameters = strategy.parameters();
    List<String> names = parameters.stream().map(Parameter::name).toList();
    numbers.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(
            name ->
                inputs.wrong(
                    "walk_forward/grid/" + name, strategy.name() + " takes " + names, null));
    List<List<String>> combinations = List.of(List.of());
    for (int i = 0; i < parameters.size(); i++) {
      String fallback = usual.arguments().get(i).toPlainString();
      List<String> values = values(inputs, parameters.get(i), numbers, fallback);
      combinations =
          combinations.stream()
              .flatMap(before -> values.stream().map(value -> with(before, value)))
              .limit((long) MOST_NUMBERS * most)
              .toList();
    }
    return allowed(inputs, strategy, combinations, most);
  }

  private static List<String> with(List<String> before, String value) {
    List<String> all = new ArrayList<>(before);
    all.add(value);
    return all;
  }

  private static List<String> values(
      Inputs inputs, Parameter parameter, Map<String, List<String>> numbers, String fallback) {
    List<String> given = numbers.get(parameter.name());
    if (given == null) {
      return List.of(fallback);
    }
    String path = "walk_forward/grid/" + parameter.name();
    if (given.isEmpty() || given.size() > MOST_NUMBERS) {
      inputs.wrong(path, "must be 1 to " + MOST_NUMBERS + " numbers", given.size() + "");
    }
    List<String> right = new ArrayList<>();
    for (int i = 0; i < Math.min(given.size(), MOST_NUMBERS); i++) {
      String value = given.get(i);
      if (value != null
          && value.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")
          && parameter.takes(new BigDecimal(value))) {
        right.add(value);
      } else {
        inputs.wrong(path + "/" + i, "must be " + parameter.range(), value);
      }
    }
    return right;
  }

  /** Those whose numbers go together, such as a fast one less than a slow one. */
  private static List<String> allowed(
      Inputs inputs, Strategy strategy, List<List<String>> combinations, int most) {
    List<String> ids =
        combinations.stream()
            .map(values -> strategy.name() + "(" + String.join(",", values) + ")")
            .map(StrategyChoices::read)
            .filter(read -> read.faults().isEmpty())
            .map(read -> read.all().getFirst().id())
            .distinct()
            .toList();
    if (ids.size() < 2 || ids.size() > most) {
      inputs.wrong(
          "walk_forward/grid",
          "must make 2 to " + most + " combinations that " + strategy.name() + " allows",
          ids.size() + "");
    }
    return ids;
  }
}
