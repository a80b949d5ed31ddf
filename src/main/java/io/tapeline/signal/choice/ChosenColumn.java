package io.tapeline.signal.choice;

import io.tapeline.signal.indicator.Choice;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One column of an indicator, as a caller writes it: {@code rsi(14)}, {@code macd(12,26,9).line}.
 *
 * @param name as /v1/indicators has it, with all numbers
 */
public record ChosenColumn(Choice choice, String name) {

  private static final Choices.Bounds ONE = new Choices.Bounds(1, 20_000_000);

  /** Those between commas that are right, each once, in the order given. */
  public static List<ChosenColumn> readAll(String text, Consumer<String> reasons) {
    return Written.parts(text).stream()
        .map(String::strip)
        .map(part -> read(part, reason -> reasons.accept(part + ": " + reason)))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /**
   * Null if anything is wrong.
   *
   * @param text an indicator and, behind a dot that is in no parentheses, its output
   * @param reasons takes what is wrong, all of it
   */
  public static @Nullable ChosenColumn read(String text, Consumer<String> reasons) {
    int dot = text.lastIndexOf('.');
    boolean named = dot > text.lastIndexOf(')');
    Choices read = Choices.read(named ? text.substring(0, dot) : text, ONE);
    read.faults().forEach(fault -> reasons.accept(fault.reason().replace("number 1: ", "")));
    if (read.all().size() != 1 || !read.faults().isEmpty()) {
      return null;
    }
    Choice choice = read.all().getFirst();
    String column = named ? choice.id() + text.substring(dot) : choice.id();
    if (!choice.columns().contains(column)) {
      reasons.accept("must be one of " + String.join(", ", choice.columns()));
      return null;
    }
    return new ChosenColumn(choice, column);
  }
}
