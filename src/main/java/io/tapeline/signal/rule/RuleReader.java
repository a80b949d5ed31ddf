package io.tapeline.signal.rule;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.ChosenColumn;
import io.tapeline.signal.rule.Rule.Column;
import io.tapeline.signal.rule.Rule.Comparison;
import io.tapeline.signal.rule.Rule.Is;
import io.tapeline.signal.rule.Rule.Operand;
import io.tapeline.signal.rule.RuleSet.Leg;
import io.tapeline.signal.strategy.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules from plain data, maps, lists, texts and numbers, as JSON has them: {@code {"all":
 * [{"left": "rsi(14)", "is": "below", "right": 30}, …]}}. A tree can't have a cycle; how deep and
 * how large it may be is bounded, and no deeper part is looked at.
 */
public final class RuleReader {

  /** From a rule to the comparison that is farthest from it. */
  public static final int DEEPEST = 8;

  /** Rules in one tree. */
  public static final int MOST = 64;

  private static final String FORM = "must be an object with all, any, not, or left, is and right";

  /** Takes what is wrong, and where. */
  @FunctionalInterface
  public interface Faults {

    /**
     * @param path names between slashes
     * @param reason what would have been right
     */
    void wrong(String path, String reason, @Nullable String given);
  }

  private final Interval interval;
  private final Faults faults;
  private int count;

  /**
   * @param interval whose figures are compared
   */
  public RuleReader(Interval interval, Faults faults) {
    this.interval = interval;
    this.faults = faults;
  }

  /** Both directions; of use only where nothing was wrong. */
  public RuleSet set(String path, Map<?, ?> given) {
    only(path, given, List.of("name", "long", "short"));
    Object name = given.get("name");
    if (name != null && !(name instanceof String text && text.matches("[a-z][a-z0-9_-]{0,39}"))) {
      wrong(path + "/name", "must be lower-case letters, digits, _ and -, at most 40", name);
    }
    if (given.get("long") == null && given.get("short") == null) {
      wrong(path, "must have long, short or both", null);
    }
    Leg longs = leg(path + "/long", given.get("long"));
    Leg shorts = leg(path + "/short", given.get("short"));
    return new RuleSet(name instanceof String text ? text : "rules", longs, shorts);
  }

  private @Nullable Leg leg(String path, @Nullable Object given) {
    if (given == null) {
      return null;
    }
    if (!(given instanceof Map<?, ?> leg) || leg.get("enter") == null) {
      wrong(path, "must be an object with enter and, if it is not the opposite, leave", given);
      return null;
    }
    only(path, leg, List.of("enter", "leave"));
    Rule enter = tree(path + "/enter", leg.get("enter"));
    Rule leave = leg.get("leave") == null ? null : tree(path + "/leave", leg.get("leave"));
    return enter == null ? null : new Leg(enter, leave);
  }

  private @Nullable Rule tree(String path, @Nullable Object given) {
    count = 0;
    Rule rule = rule(path, given, 1);
    if (count > MOST) {
      wrong(path, "must be at most " + MOST + " rules in all", null);
    }
    return rule;
  }

  private @Nullable Rule rule(String path, @Nullable Object given, int depth) {
    if (depth > DEEPEST) {
      wrong(path, "must be at most " + DEEPEST + " rules deep", null);
      return null;
    }
    if (++count > MOST) {
      return null; // said once, of the whole
    }
    if (!(given instanceof Map<?, ?> rule)) {
      wrong(path, FORM, given);
      return null;
    }
    if (rule.containsKey("all")) {
      List<Rule> parts = parts(path, "all", rule, depth);
      return parts == null ? null : new Rule.All(parts);
    }
    if (rule.containsKey("any")) {
      List<Rule> parts = parts(path, "any", rule, depth);
      return parts == null ? null : new Rule.Any(parts);
    }
    if (rule.containsKey("not")) {
      only(path, rule, List.of("not"));
      Rule part = rule(path + "/not", rule.get("not"), depth + 1);
      return part == null ? null : new Rule.Not(part);
    }
    return comparison(path, rule);
  }

  private @Nullable List<Rule> parts(String path, String word, Map<?, ?> rule, int depth) {
    only(path, rule, List.of(word));
    String here = path + "/" + word;
    if (!(rule.get(word) instanceof List<?> given) || given.isEmpty()) {
      wrong(here, "must be one rule or more", rule.get(word));
      return null;
    }
    List<Rule> parts = new ArrayList<>();
    for (int i = 0; i < given.size() && count <= MOST; i++) {
      Rule part = rule(here + "/" + i, given.get(i), depth + 1);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.size() == given.size() ? parts : null;
  }

  private @Nullable Rule comparison(String path, Map<?, ?> rule) {
    if (!rule.containsKey("left") || !rule.containsKey("is") || !rule.containsKey("right")) {
      wrong(path, FORM, String.valueOf(rule.keySet()));
      return null;
    }
    only(path, rule, List.of("left", "is", "right"));
    Operand left = operand(path + "/left", rule.get("left"));
    Is is = is(path + "/is", rule.get("is"));
    Operand right = operand(path + "/right", rule.get("right"));
    return left == null || is == null || right == null ? null : new Comparison(left, is, right);
  }

  private @Nullable Is is(String path, @Nullable Object given) {
    for (Is is : Is.values()) {
      if (is.name().toLowerCase(Locale.ROOT).equals(given)) {
        return is;
      }
    }
    String words =
        Arrays.stream(Is.values())
            .map(is -> is.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    wrong(path, "must be one of " + words, given);
    return null;
  }

  private @Nullable Operand operand(String path, @Nullable Object given) {
    if (given instanceof Number number) {
      double value = number.doubleValue();
      if (Double.isFinite(value)) {
        return new Rule.Constant(value);
      }
      wrong(path, "must be a finite number", given);
      return null;
    }
    if (given instanceof String text) {
      return column(path, text.strip());
    }
    wrong(path, "must be a number, or an indicator such as rsi(14) or macd(12,26,9).line", given);
    return null;
  }

  private @Nullable Operand column(String path, String text) {
    ChosenColumn column = ChosenColumn.read(text, reason -> wrong(path, reason, text));
    return column == null ? null : new Column(Reading.of(interval, column));
  }

  private void only(String path, Map<?, ?> given, List<String> known) {
    for (Object name : given.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        wrong(path + "/" + name, "there is no such field; known are " + known, null);
      }
    }
  }

  private void wrong(String path, String reason, @Nullable Object given) {
    faults.wrong(path, reason, given == null ? null : String.valueOf(given));
  }
}
