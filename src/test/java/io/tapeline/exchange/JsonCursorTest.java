package io.tapeline.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.TestData;
import io.tapeline.market.Decimal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

  private static JsonCursor over(String text) {
    return new JsonCursor().reset(text.getBytes(UTF_8));
  }

  private static boolean accepts(byte[] text) {
    try {
      JsonCursor cursor = new JsonCursor().reset(text);
      cursor.skip();
      cursor.end();
      return true;
    } catch (MalformedFrameException _) {
      return false;
    }
  }

  @Test
  void acceptsAndRejectsWhatTheJsonTestSuiteSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    Path folder = TestData.path("badinput/JSONTestSuite/test_parsing");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean accepted = accepts(Files.readAllBytes(file));
        if ((name.startsWith("y_") && !accepted) || (name.startsWith("n_") && accepted)) {
          wrong.add(name);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "61737.63000000, 61737.63",
    "0.00000637, 0.00000637",
    "100, 100",
    "0, 0",
    "0.000, 0",
    "-12.50, -12.5",
    "1e-06, 0.000001",
    "1E3, 1000",
    "5e-05, 0.00005",
    "999999999999999999, 999999999999999999",
    "914.38999999999999, 914.38999999999999",
    "1.000000000000000000000000, 1"
  })
  void readsDecimalsAsNumbersAndAsStrings(String written, String meant) {
    assertThat(over(written).decimal()).isEqualTo(Decimal.parse(meant));
    assertThat(over('"' + written + '"').decimal()).isEqualTo(Decimal.parse(meant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "01",
        "1.",
        ".5",
        "1e",
        "\"\"",
        "\"1x\"",
        "\"1 \"",
        "NaN",
        "Infinity",
        "1234567890123456789",
        "1e400",
        "null",
        "true",
        "\"0x10\"",
        "+1",
        "\"12"
      })
  void refusesWhatIsNoDecimal(String written) {
    assertThatThrownBy(() -> over(written).decimal()).isInstanceOf(MalformedFrameException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0008000000000000001",
    "914.38999999999999",
    "1e-05",
    "-0.000000005",
    "123456789012345678901.5"
  })
  void readsNumbersOfAnyLength(String written) {
    assertThat(over(written).wideDecimal()).isEqualByComparingTo(written);
    assertThat(over('"' + written + '"').wideDecimal()).isEqualByComparingTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "\"\"", "\"1x\"", "null", "01", "1e", "\"1"})
  void refusesWhatIsNoNumberOfAnyLength(String written) {
    assertThatThrownBy(() -> over(written).wideDecimal())
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void stepsOverABareWordOnlyIfItIsAll() {
    JsonCursor cursor = over("pong");
    assertThat(cursor.tryWord("pong")).isTrue();
    cursor.end();
    assertThat(over("pon").tryWord("pong")).isFalse();
    assertThat(over("pongs").tryWord("pong")).isFalse();
    assertThat(new JsonCursor().reset("pong".getBytes(UTF_8), 0, 3).tryWord("pong")).isFalse();
  }

  @Test
  void readsTheFieldsThatItIsAskedFor() {
    JsonCursor cursor = over("{\"a\":[1,{\"x\":null}],\"price\":\"1.5\",\"z\":\"\\u0041b\"}");
    cursor.enterObject();
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.nameIs('a')).isTrue();
    cursor.skip();
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.nameIs("price".getBytes(UTF_8))).isTrue();
    assertThat(cursor.decimal()).isEqualTo(Decimal.parse("1.5"));
    assertThat(cursor.nextField()).isTrue();
    cursor.string();
    assertThat(cursor.text()).isEqualTo("Ab");
    assertThat(cursor.nextField()).isFalse();
    cursor.end();
  }

  @Test
  void comesBackToAMark() {
    JsonCursor cursor = over("[{\"a\":1},{\"a\":2}]");
    cursor.enterArray();
    assertThat(cursor.nextElement()).isTrue();
    long mark = cursor.mark();
    cursor.skip();
    assertThat(cursor.nextElement()).isTrue();
    cursor.skip();
    assertThat(cursor.nextElement()).isFalse();
    cursor.moveTo(mark);
    cursor.enterObject();
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.number()).isEqualTo(1);
  }

  @Test
  void everyCutOfAFrameFails() {
    byte[] frame =
        "{\"s\":\"BTC\\\"é\",\"p\":[\"1.5\",2.5e1],\"m\":true,\"n\":null}".getBytes(UTF_8);
    assertThat(accepts(frame)).isTrue();
    for (int length = 0; length < frame.length; length++) {
      assertThat(accepts(java.util.Arrays.copyOf(frame, length))).as("%d bytes", length).isFalse();
    }
  }

  @Test
  void roundsWhatHasMoreDigitsThanFit() {
    assertThat(over("12345678901.123456785").roundedDecimal())
        .isEqualTo(Decimal.parse("12345678901.1234568"));
    assertThat(over("\"0.5\"").roundedDecimal()).isEqualTo(Decimal.parse("0.5"));
    assertThat(over("\"98765432109876.54321\"").positiveOrNone())
        .isEqualTo(Decimal.parse("98765432109876.5432"));
    assertThatThrownBy(() -> over("\"1.x\"").roundedDecimal())
        .isInstanceOf(MalformedFrameException.class);
  }
}
