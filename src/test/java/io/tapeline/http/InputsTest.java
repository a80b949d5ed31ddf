package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.problem.FieldError;
import io.tapeline.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {

  private final Inputs inputs = new Inputs();

  private List<FieldError> errors() {
    return catchThrowableOfType(ProblemException.class, inputs::check).problem().errors();
  }

  @Test
  void everythingRightThrowsNothing() {
    assertThat(inputs.integer("depth", "7", 1, 1, 10)).isEqualTo(7);
    assertThat(inputs.timeNanos("from", "1000")).isEqualTo(1_000_000_000L);
    assertThat(inputs.flag("full", "TRUE", false)).isTrue();
    assertThat(inputs.choice("status", "Halted", ListedMarket.Status.class))
        .isEqualTo(ListedMarket.Status.HALTED);
    assertThat(inputs.list("assets", "BTC, eth,btc", 10)).containsExactly("btc", "eth");
    assertThat(inputs.parsed("pair", "BTC-USD", "a pair", Instrument::parse))
        .isEqualTo(Instrument.spot("btc", "usd"));
    assertThatCode(inputs::check).doesNotThrowAnyException();
  }

  @Test
  void whatIsNotGivenReadsAsItsFallback() {
    assertThat(inputs.integer("depth", null, 3, 1, 10)).isEqualTo(3);
    assertThat(inputs.timeNanos("from", null)).isNull();
    assertThat(inputs.timeNanos("from", null, 5)).isEqualTo(5);
    assertThat(inputs.choice("side", null, Map.of("buy", 1))).isNull();
    assertThat(inputs.choice("side", null, Map.of("buy", 1), 2)).isEqualTo(2);
    assertThat(inputs.list("assets", null, 10)).isEmpty();
    assertThat(inputs.paging("assets", null, null)).isEqualTo(new Paging("assets", 100, null));
    assertThatCode(inputs::check).doesNotThrowAnyException();
  }

  @Test
  void textHasABoundAndNothingThatCannotBeRead() {
    assertThat(inputs.text("name", "Grüße, 世界", 20)).isEqualTo("Grüße, 世界");
    assertThatCode(inputs::check).doesNotThrowAnyException();
    inputs.text("name", "a\u0000b", 20);
    inputs.text("note", "a\nb", 20);
    inputs.text("other", "abc", 2);
    assertThat(errors()).extracting(FieldError::name).containsExactly("name", "note", "other");
  }

  @Test
  void everyWrongParameterIsNamedAtOnceWithWhatWasGiven() {
    inputs.integer("depth", "0", 5, 1, 10);
    inputs.timeNanos("from", "yesterday");
    inputs.choice("status", "sleeping", ListedMarket.Status.class);
    inputs.list("assets", "btc,,eth", 10);
    inputs.parsed("pair", "btcusd", "a pair such as btc-usd", Instrument::parse);
    inputs.paging("markets", "many", "bogus");

    assertThat(errors())
        .extracting(FieldError::name)
        .containsExactly("depth", "from", "status", "assets", "pair", "limit", "cursor");
    assertThat(errors())
        .extracting(FieldError::value)
        .containsExactly("0", "yesterday", "sleeping", "btc,,eth", "btcusd", "many", "bogus");
    assertThat(errors().get(2).reason()).isEqualTo("must be one of delisted, halted, trading");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "", " 5", "5.0", "1e1", "0x5", "999999999999999999", "-1"})
  void wholeNumbersAreStrict(String given) {
    assertThat(inputs.integer("depth", given, 5, 1, 10)).isEqualTo(5);
    assertThat(errors())
        .singleElement()
        .extracting(FieldError::reason)
        .isEqualTo("must be a whole number from 1 to 10");
  }

  @Test
  void aListHasACap() {
    inputs.list("assets", "a,b,c", 2);
    assertThat(errors()).singleElement().extracting(FieldError::name).isEqualTo("assets");
  }
}
