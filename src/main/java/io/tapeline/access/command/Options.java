package io.tapeline.access.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words and {@code --options} of a command. */
public record Options(List<String> words, Map<String, String> values) {

  /**
   * @param known options that take a value
   * @param flags options that take none
   * @throws IllegalArgumentException with a message for people
   */
  public static Options of(List<String> arguments, Set<String> known, Set<String> flags) {
    List<String> words = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        words.add(argument);
      } else if (flags.contains(argument)) {
        values.put(argument, "true");
      } else if (!known.contains(argument)) {
        throw new IllegalArgumentException("unknown option " + argument);
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(argument + " needs a value");
      } else {
        values.put(argument, arguments.get(++i));
      }
    }
    return new Options(words, values);
  }

  public @Nullable String value(String option) {
    return values.get(option);
  }

  /** Between commas; null if it is not given. */
  @Nullable List<String> list(String option) {
    String given = values.get(option);
    return given == null ? null : List.of(given.split(","));
  }

  boolean has(String flag) {
    return values.containsKey(flag);
  }
}
