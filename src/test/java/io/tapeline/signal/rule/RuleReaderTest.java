package io.tapeline.signal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.market.Interval;
import io.tapeline.signal.rule.Rule.Comparison;
import io.tapeline.signal.rule.Rule.Is;
import io.tapeline.signal.strategy.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules are read from plain data, and whatever is wrong is named where it stands. */
class RuleReaderTest {

  private static final String RIGHT = "{'left': 'rsi(14)', 'is': 'below', 'right': 30}";

  private final List<String> faults = new ArrayList<>();

  private RuleSet read(String json) throws IOException {
    Map<?, ?> data = new ObjectMapper().readValue(json.replace('\'', '"'), Map.class);
    RuleReader reader =
        new RuleReader(
            Interval.H1, (path, reason, given) -> faults.add(path + ": " + reason + ": " + given));
    return reader.set("rules", data);
  }

  private RuleSet entered(String rule) throws IOException {
    return read("{'long': {'enter': " + rule + "}}");
  }

  @Test
  void aTreeOfComparisons() throws IOException {
    RuleSet rules =
        read(
            """
            {"name": "dips",
             "long": {
               "enter": {"all": [
                 {"left": "RSI", "is": "below", "right": 30.5},
                 {"not": {"left": "close", "is": "at_most", "right": "sma(200)"}}]},
               "leave": {"any": [
                 {"left": "macd.line", "is": "crosses_below", "right": "macd(12,26,9).signal"}]}}}
            """);
    assertThat(faults).isEmpty();
    assertThat(rules.name()).isEqualTo("dips");
    assertThat(rules.shorts()).isNull();
    assertThat(rules.readings().stream().map(Reading::column))
        .containsExactly(
            "rsi(14)", "close", "sma(200)", "macd(12,26,9).line", "macd(12,26,9).signal");
    RuleSet.Leg leg = Objects.requireNonNull(rules.longs());
    assertThat(((Rule.All) leg.enter()).rules().getFirst())
        .isInstanceOfSatisfying(
            Comparison.class,
            comparison -> {
              assertThat(comparison.is()).isEqualTo(Is.BELOW);
              assertThat(comparison.right()).isEqualTo(new Rule.Constant(30.5));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'left': 'rsi(14)', 'is': 'under', 'right': 30} | rules/long/enter/is: must be one of above
          {'left': 'rsy(14)', 'is': 'below', 'right': 30} | rules/long/enter/left: there is no rsy; near are rsi
          {'left': 'rsi(0)', 'is': 'below', 'right': 30} | rules/long/enter/left: n must be a whole number from
          {'left': 'macd', 'is': 'below', 'right': 3} | rules/long/enter/left: must be one of macd(12,26,9).line,
          {'left': 'rsi', 'is': 'below', 'right': 1e999} | rules/long/enter/right: must be a finite number
          {'left': 'rsi', 'is': 'below', 'right': true} | rules/long/enter/right: must be a number, or
          {'left': 'rsi', 'right': 3} | rules/long/enter: must be an object with all,
          {'all': []} | rules/long/enter/all: must be one rule or more
          {'all': [7]} | rules/long/enter/all/0: must be an object with
          {'any': [{'not': []}]} | rules/long/enter/any/0/not: must be an object with
          {'not': {'ref': 'enter'}} | rules/long/enter/not: must be an object with
          {'left': 'rsi', 'is': 'below', 'right': 3, 'or': 4} | rules/long/enter/or: there is no such field
          """)
  void whatIsWrongIsNamedWhereItStands(String rule, String expected) throws IOException {
    entered(rule);
    assertThat(faults).singleElement().asString().startsWith(expected);
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() throws IOException {
    read(
        "{'name': 'No Name', 'up': 1, 'long': {'enter': {'all': [{'left': 'x', 'is': 'y',"
            + " 'right': null}]}}, 'short': {'leave': "
            + RIGHT
            + "}}");
    assertThat(faults)
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactlyInAnyOrder(
            "rules/name",
            "rules/up",
            "rules/long/enter/all/0/left",
            "rules/long/enter/all/0/is",
            "rules/long/enter/all/0/right",
            "rules/short");
  }

  @Test
  void howDeepAndHowLargeATreeMayBeIsBounded() throws IOException {
    entered("{'not': ".repeat(7) + RIGHT + "}".repeat(7));
    assertThat(faults).isEmpty();
    entered("{'not': ".repeat(900) + RIGHT + "}".repeat(900));
    assertThat(faults).singleElement().asString().contains("must be at most 8 rules deep");
    faults.clear();
    entered("{'all': [" + (RIGHT + ",").repeat(62) + RIGHT + "]}");
    assertThat(faults).isEmpty();
    entered("{'all': [" + (RIGHT + ",").repeat(100_000) + RIGHT + "]}");
    assertThat(faults).singleElement().asString().contains("must be at most 64 rules in all");
  }
}
