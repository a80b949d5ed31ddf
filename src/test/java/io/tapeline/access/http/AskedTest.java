package io.tapeline.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rsi; 1",
        "rsi(14); 1",
        "rsi(14),macd(12,26,9); 2",
        "macd(12,26,9),macd(5,35,5),obv; 3",
        "rsi,; 2",
        "macd(12,26,9; 1",
        "rsi),macd(12,26,9); 2",
      })
  void thingsStandBetweenCommasOutsideBrackets(String list, long things) {
    assertThat(Asked.things(list)).isEqualTo(things);
  }
}
