package io.tapeline.signal.strategy;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.Catalogue;
import io.tapeline.signal.choice.ChosenColumn;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Output;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that a strategy looks at.
 *
 * @param interval whose candles it is of
 * @param output the place of the column among those of the indicator
 * @param column {@code rsi(14)}, {@code macd(12,26,9).line}: its name in /v1/indicators
 */
public record Reading(Interval interval, Choice choice, int output, String column) {

  /** The name of the column says which choice and output it is: the rest need not be compared. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reading reading
        && interval == reading.interval
        && column.equals(reading.column);
  }

  @Override
  public int hashCode() {
    return column.hashCode();
  }

  /**
   * @param name an indicator of the catalogue, behind a dot its output where it has several
   * @param numbers all that the indicator takes
   */
  public static Reading of(Interval interval, String name, BigDecimal... numbers) {
    int dot = name.indexOf('.');
    Indicator indicator = Catalogue.find(dot < 0 ? name : name.substring(0, dot)).orElseThrow();
    String output = dot < 0 ? Output.ONLY : name.substring(dot + 1);
    int place = indicator.outputs().stream().map(Output::name).toList().indexOf(output);
    Choice choice = new Choice(indicator, new Arguments(List.of(numbers)));
    return new Reading(interval, choice, place, choice.columns().get(place));
  }

  public static Reading of(Interval interval, ChosenColumn column) {
    Choice choice = column.choice();
    return new Reading(interval, choice, choice.columns().indexOf(column.name()), column.name());
  }
}
