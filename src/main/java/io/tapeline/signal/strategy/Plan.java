package io.tapeline.signal.strategy;

import io.tapeline.signal.indicator.Indicator.Condition;
import io.tapeline.signal.indicator.Parameter;
import io.tapeline.signal.strategy.Strategy.Readings;
import io.tapeline.signal.strategy.Strategy.Rule;
import java.util.ArrayList;
import java.util.List;

/** Writes one {@link Strategy}, from its name to its rule. */
public final class Plan {

  private final String name;
  private final int version;
  private final Style style;
  private final String title;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private String rule = "";
  private String formula = "";
  private String source = "";
  private Readings readings = (_, _) -> List.of();

  private Plan(String name, int version, Style style, String title) {
    this.name = name;
    this.version = version;
    this.style = style;
    this.title = title;
  }

  public static Plan of(Style style, String name, int version, String title) {
    return new Plan(name, version, style, title);
  }

  public Plan takes(Parameter... taken) {
    parameters.addAll(List.of(taken));
    return this;
  }

  /** Where one parameter must be less than another, by their places. */
  public Plan ascending(int less, int more) {
    conditions.add(Condition.ascending(parameters, less, more));
    return this;
  }

  public Plan rule(String words) {
    rule = words;
    return this;
  }

  public Plan formula(String words) {
    formula = words;
    return this;
  }

  public Plan source(String text) {
    source = text;
    return this;
  }

  /** The columns it looks at. */
  public Plan reads(Readings columns) {
    readings = columns;
    return this;
  }

  /** How it weighs them. */
  public Strategy by(Rule weighed) {
    return new Strategy(
        name,
        version,
        title,
        style,
        parameters,
        conditions,
        rule,
        formula,
        source,
        readings,
        weighed);
  }
}
