package io.tapeline.signal.indicator;

import io.tapeline.signal.indicator.Indicator.Condition;
import io.tapeline.signal.indicator.Indicator.Formula;
import io.tapeline.signal.indicator.Indicator.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Writes one {@link Indicator}, from its name to its formula. */
public final class Entry {

  private final String name;
  private final String title;
  private final Family family;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private String formula = "";
  private String seeding = "";
  private String source = "";
  private String difference = "";
  private ToIntFunction<Arguments> first = _ -> 0;
  private ToIntFunction<Arguments> memory = _ -> 0;

  private Entry(String name, String title, Family family) {
    this.name = name;
    this.title = title;
    this.family = family;
  }

  public static Entry of(Family family, String name, String title) {
    return new Entry(name, title, family);
  }

  public Entry takes(Parameter... taken) {
    parameters.addAll(List.of(taken));
    return this;
  }

  /** Where one parameter must be less than another, by their places. */
  public Entry ascending(int less, int more) {
    conditions.add(Condition.ascending(parameters, less, more));
    return this;
  }

  /** Its only column. */
  public Entry gives(Unit unit) {
    return gives(Output.ONLY, unit);
  }

  /** The next of its columns. */
  public Entry gives(String output, Unit unit) {
    outputs.add(new Output(output, unit));
    return this;
  }

  public Entry formula(String words) {
    formula = words;
    return this;
  }

  public Entry source(String text) {
    source = text;
    return this;
  }

  public Entry differs(String text) {
    difference = text;
    return this;
  }

  /** The index of the first figure. */
  public Entry from(ToIntFunction<Arguments> index) {
    first = index;
    return this;
  }

  /** How it begins, and after how many more candles that no longer matters. */
  public Entry seeded(String words, ToIntFunction<Arguments> candles) {
    seeding = words;
    memory = candles;
    return this;
  }

  /** The formula of its only column. */
  public Indicator is(BiFunction<Bars, Arguments, double[]> column) {
    return are((bars, arguments) -> new double[][] {column.apply(bars, arguments)});
  }

  /** The formula of all its columns. */
  public Indicator are(Formula columns) {
    return made(columns, null);
  }

  /** The formula of all its columns, from bar to bar: quicker where bars become more. */
  public Indicator runs(Start start) {
    int many = outputs.size();
    return made((bars, arguments) -> start.of(arguments).columns(bars, many), start);
  }

  private Indicator made(Formula columns, @Nullable Start start) {
    return new Indicator(
        name,
        title,
        family,
        parameters,
        outputs,
        conditions,
        formula,
        seeding,
        source,
        difference,
        first,
        memory,
        columns,
        start);
  }
}
