package io.tapeline.signal.choice;

import io.tapeline.signal.indicator.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Indicators as a caller writes them, {@code rsi(14),macd,bollinger(20,2)}: read once from left to
 * right, without recursion, so that no text takes more time than its length.
 *
 * @param all each once, in the order given; without those that are wrong
 * @param faults what is wrong, all of it
 */
public record Choices(List<Choice> all, List<Fault> faults) {

  /**
   * Something wrong.
   *
   * @param given as it was written
   * @param reason what would have been right: a sentence without its full stop
   */
  public record Fault(String given, String reason) {}

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
    List<String> parts = parts(text);
    if (parts.size() > bounds.indicators()) {
      String reason = "must be at most " + bounds.indicators() + " indicators, not ";
      return new Choices(List.of(), List.of(new Fault(text, reason + parts.size())));
    }
    Map<String, Choice> all = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i).strip();
      ChoiceText.Read read = ChoiceText.read(part);
      for (String reason : read.faults()) {
        faults.add(new Fault(part, "number " + (i + 1) + ": " + reason));
      }
      if (read.choice() != null) {
        all.putIfAbsent(read.choice().id(), read.choice());
      }
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

  /** What is between commas that are in no parentheses. */
  private static List<String> parts(String text) {
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
}
