package io.tapeline.signal.rest;

import io.tapeline.http.Inputs;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.choice.Written;
import io.tapeline.signal.model.ModelStrategy;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Strategies as a caller names them, {@code ma_cross(20,100),model_up5}.
 *
 * @param choices those that follow from candles alone
 * @param models those that ask a model, each once
 */
record AskedStrategies(List<StrategyChoice> choices, List<ModelStrategy> models) {

  private static final int MOST_MODELS = 20;

  /** Notes what is wrong. All that follow from candles where nothing is given. */
  static AskedStrategies read(Inputs inputs, @Nullable String given, Models known) {
    List<ModelStrategy> models = new ArrayList<>();
    String rest = given;
    boolean modelsAlone = false;
    if (given != null) {
      List<String> parts =
          Written.parts(given).stream()
              .map(part -> part.strip().toLowerCase(Locale.ROOT))
              .distinct()
              .toList();
      parts.stream()
          .filter(AskedStrategies::isModel)
          .forEach(part -> read(inputs, part, known, models));
      modelsAlone = parts.stream().allMatch(AskedStrategies::isModel);
      rest = parts.stream().filter(part -> !isModel(part)).collect(Collectors.joining(","));
    }
    StrategyChoices read =
        modelsAlone ? new StrategyChoices(List.of(), List.of()) : StrategyChoices.read(rest);
    read.faults().forEach(fault -> inputs.wrong("strategies", fault.reason(), fault.given()));
    return new AskedStrategies(read.all(), List.copyOf(models));
  }

  private static boolean isModel(String part) {
    return part.startsWith(ModelStrategy.PREFIX);
  }

  private static void read(Inputs inputs, String part, Models known, List<ModelStrategy> models) {
    Optional<ModelStrategy> found = ModelStrategy.find(known.judging(), part);
    if (found.isEmpty() || models.size() >= MOST_MODELS) {
      inputs.wrong("strategies", "there is no " + part + "; /v1/strategies lists all", part);
    } else if (!models.contains(found.get())) {
      models.add(found.get());
    }
  }

  /** As they are kept. */
  Stream<String> ids() {
    return Stream.concat(
        choices.stream().map(StrategyChoice::id), models.stream().map(model -> model.id().id()));
  }
}
