package io.tapeline.signal.choice;

import io.tapeline.problem.NearMatches;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Definition;
import io.tapeline.signal.indicator.Indicator.Condition;
import io.tapeline.signal.indicator.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked for as a caller writes it: {@code macd(12,26,9)}; parameters may be left out at
 * the end. Lists of them are read once from left to right, without recursion, so that no text takes
 * more time than its length.
 *
 * @param <D> what is defined
 * @param <C> that with its numbers
 * @param known by name
 * @param kind for reasons: {@code indicators}
 * @param example for reasons: {@code rsi(14)}
 */
public record Written<D extends Definition, C>(
    Map<String, D> known, String kind, String example, BiFunction<D, Arguments, C> choice) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,39})\\s*(?:\\(([^()]*)\\))?");

  /** Plain digits, few enough to cost nothing. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  /**
   * Those that are right, in the order given.
   *
   * @param most how many there may be
   * @param faults takes what is wrong, all of it
   */
  public List<C> read(String text, int most, List<Fault> faults) {
    List<String> parts = parts(text);
    if (parts.size() > most) {
      String reason = "must be at most " + most + " " + kind + ", not " + parts.size();
      faults.add(new Fault(text, reason));
      return List.of();
    }
    List<C> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i).strip();
      List<String> reasons = new ArrayList<>();
      C read = one(part, reasons);
      for (String reason : reasons) {
        faults.add(new Fault(part, "number " + (i + 1) + ": " + reason));
      }
      if (read != null) {
        all.add(read);
      }
    }
    return all;
  }

  /** What is between commas that are in no parentheses. */
  public static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(begin, i));
            begin = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }

  /** Null if anything is wrong. */
  private @Nullable C one(String text, List<String> reasons) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      reasons.add("must be a name and its numbers, such as " + example + "; nothing can be nested");
      return null;
    }
    String name = match.group(1).toLowerCase(Locale.ROOT);
    D definition = known.get(name);
    if (definition == null) {
      reasons.add("there is no " + name + nearest(name) + "; /v1/" + kind + " lists all");
      return null;
    }
    return numbered(definition, numbers(match.group(2)), reasons);
  }

  private String nearest(String name) {
    List<String> near = NearMatches.of(name, known.keySet());
    return near.isEmpty() ? "" : "; near are " + String.join(", ", near);
  }

  private static List<String> numbers(@Nullable String inner) {
    return inner == null || inner.isBlank() ? List.of() : List.of(inner.split(",", -1));
  }

  private @Nullable C numbered(D definition, List<String> given, List<String> reasons) {
    List<Parameter> parameters = definition.parameters();
    if (given.size() > parameters.size()) {
      String names = parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
      reasons.add("takes " + (names.isEmpty() ? "no numbers" : "no more than " + names));
      return null;
    }
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      BigDecimal value = i < given.size() ? value(given.get(i)) : parameter.fallback();
      if (value == null || !parameter.takes(value)) {
        reasons.add(parameter.name() + " must be " + parameter.range());
      } else {
        values.add(value);
      }
    }
    if (reasons.isEmpty()) {
      Arguments arguments = new Arguments(values);
      definition.conditions().stream()
          .filter(condition -> !condition.holds().test(arguments))
          .map(Condition::words)
          .forEach(reasons::add);
      return reasons.isEmpty() ? choice.apply(definition, arguments) : null;
    }
    return null;
  }

  private static @Nullable BigDecimal value(String text) {
    String number = text.strip();
    return NUMBER.matcher(number).matches() ? new BigDecimal(number) : null;
  }
}
