package io.tapeline.signal.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.signal.choice.Choices.Bounds;
import io.tapeline.signal.indicator.Choice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indicators are read as they are written, and whatever is wrong is named. */
class ChoicesTest {

  private static final Bounds BOUNDS = new Bounds(20, 20_000_000);

  private static List<String> ids(String text) {
    Choices read = Choices.read(text, BOUNDS);
    assertThat(read.faults()).isEmpty();
    return read.all().stream().map(Choice::id).toList();
  }

  private static List<Fault> faults(String text) {
    return Choices.read(text, BOUNDS).faults();
  }

  @Test
  void eachIsReadOnceWithAllItsNumbers() {
    assertThat(ids("rsi(14),macd(12,26,9),bollinger(20,2)"))
        .containsExactly("rsi(14)", "macd(12,26,9)", "bollinger(20,2)");
    assertThat(ids(" RSI , rsi(), rsi( 14 ),macd(8), bop,bollinger(20,2.50) "))
        .containsExactly("rsi(14)", "macd(8,26,9)", "bop", "bollinger(20,2.5)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsii(14)|number 1: there is no rsii; near are rsi",
        "sma,emma(5)|number 2: there is no emma; near are ema",
        "rsi(0)|number 1: n must be a whole number from 1 to 500",
        "rsi(501)|number 1: n must be a whole number from 1 to 500",
        "rsi(1.5)|number 1: n must be a whole number from 1 to 500",
        "rsi(-14)|number 1: n must be a whole number from 1 to 500",
        "rsi(NaN)|number 1: n must be a whole number from 1 to 500",
        "rsi(1e2)|number 1: n must be a whole number from 1 to 500",
        "rsi(Infinity)|number 1: n must be a whole number from 1 to 500",
        "rsi(٣)|number 1: n must be a whole number from 1 to 500",
        "rsi(99999999999999999999)|number 1: n must be a whole number from 1 to 500",
        "rsi(14,3)|number 1: takes no more than n",
        "bop(1)|number 1: takes no numbers",
        "rsi(,)|number 1: takes no more than n",
        "macd(26,12)|number 1: fast must be less than slow",
        "bollinger(20,2.00001)|number 1: factor must be a number of at most 4 digits",
        "ema(rsi(14))|number 1: must be a name and its numbers",
        "rsi(14|number 1: must be a name and its numbers",
        "rsi)14(|number 1: must be a name and its numbers",
        "rsi(14)x|number 1: must be a name and its numbers",
        "rsi,,sma|number 2: must be a name and its numbers",
        "' '|number 1: must be a name and its numbers",
        "sma(ema)|number 1: n must be a whole number",
        "<script>|number 1: must be a name and its numbers"
      })
  void whatIsWrongIsNamed(String text, String reason) {
    assertThat(faults(text))
        .hasSize(1)
        .first()
        .extracting(Fault::reason)
        .asString()
        .startsWith(reason);
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertThat(faults("rsi(0),sma(5),macd(0,0,0),xyz"))
        .extracting(Fault::given)
        .containsExactly("rsi(0)", "macd(0,0,0)", "macd(0,0,0)", "macd(0,0,0)", "xyz");
  }

  @Test
  void thereIsABoundForTheirNumberAndTheirWork() {
    assertThat(Choices.read("sma,ema,wma", new Bounds(2, 20_000_000)).faults())
        .extracting(Fault::reason)
        .containsExactly("must be at most 2 indicators, not 3");
    assertThat(faults("wilders(500),rsi(500),atr(500),adx(500)"))
        .extracting(Fault::reason)
        .singleElement()
        .asString()
        .startsWith("must take at most 20000000 steps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", ")", ",", "a(", "rsi(1,", "((((", "a,"})
  void noTextTakesLong(String part) {
    String text = part.repeat(200_000 / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(faults(text)).isNotEmpty());
  }
}
