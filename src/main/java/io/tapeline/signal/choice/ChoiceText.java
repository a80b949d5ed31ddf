package io.tapeline.signal.choice;

import io.tapeline.problem.NearMatches;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One indicator as a caller writes it: {@code macd(12,26,9)}; parameters may be left out at the
 * end.
 */
final class ChoiceText {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,39})\\s*(?:\\(([^()]*)\\))?");

  /** Plain digits, few enough to cost nothing. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  /**
   * What was understood.
   *
   * @param choice null if anything is wrong
   */
  record Read(@Nullable Choice choice, List<String> faults) {}

  private ChoiceText() {}

  static Read read(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return wrong("must be a name and its numbers, such as rsi(14); nothing can be nested");
    }
    String name = match.group(1).toLowerCase(Locale.ROOT);
    Optional<Indicator> indicator = Catalogue.find(name);
    return indicator.isEmpty()
        ? wrong("there is no " + name + nearest(name) + "; /v1/indicators lists all")
        : read(indicator.get(), numbers(match.group(2)));
  }

  private static Read wrong(String reason) {
    return new Read(null, List.of(reason));
  }

  private static String nearest(String name) {
    List<String> near = NearMatches.of(name, Catalogue.names());
    return near.isEmpty() ? "" : "; near are " + String.join(", ", near);
  }

  private static List<String> numbers(@Nullable String inner) {
    return inner == null || inner.isBlank() ? List.of() : List.of(inner.split(",", -1));
  }

  private static Read read(Indicator indicator, List<String> given) {
    List<Parameter> parameters = indicator.parameters();
    if (given.size() > parameters.size()) {
      String names = parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
      return wrong("takes " + (names.isEmpty() ? "no numbers" : "no more than " + names));
    }
    List<String> faults = new ArrayList<>();
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      BigDecimal value = i < given.size() ? value(given.get(i)) : parameter.fallback();
      if (value == null || !parameter.takes(value)) {
        faults.add(parameter.name() + " must be " + parameter.range());
      } else {
        values.add(value);
      }
    }
    if (!faults.isEmpty()) {
      return new Read(null, faults);
    }
    Arguments arguments = new Arguments(values);
    List<String> broken =
        indicator.conditions().stream()
            .filter(condition -> !condition.holds().test(arguments))
            .map(Indicator.Condition::words)
            .toList();
    return new Read(broken.isEmpty() ? new Choice(indicator, arguments) : null, broken);
  }

  private static @Nullable BigDecimal value(String text) {
    String number = text.strip();
    return NUMBER.matcher(number).matches() ? new BigDecimal(number) : null;
  }
}
