package io.tapeline.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.TestData;
import io.tapeline.market.Decimal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static String digits(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(most); length > 0; length--) {
      text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return text.toString();
  }

  /** Numbers as JSON allows them, and some that it doesn't, among the latter leading zeros. */
  private static String number(SplittableRandom random) {
    String text = (random.nextInt(4) == 0 ? "-" : "") + digits(random, 20);
    text += random.nextBoolean() ? "." + digits(random, 20) : "";
    text += random.nextInt(5) == 0 ? "e" + (random.nextInt(40) - 20) : "";
    return text;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsDecimalsAsBigDecimalDoesOrRefusesThem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      String text = number(random);
      Decimal expected = null;
      try {
        boolean zeroLeads = text.matches("-?0\\d.*");
        expected = zeroLeads || text.length() > 40 ? null : Decimal.parse(text);
        boolean long19 =
            expected != null && expected.toBigDecimal().stripTrailingZeros().precision() > 18;
        expected = long19 ? null : expected;
      } catch (ArithmeticException _) {
        // more than a decimal holds
      }
      for (String json : List.of(text + " ", "\"" + text + "\"")) {
        if (expected == null) {
          assertThatThrownBy(() -> over(json).decimal())
              .as(json)
              .isInstanceOf(MalformedFrameException.class);
        } else {
          assertThat(over(json).decimal()).as(json).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsWholeNumbersAsLongDoesOrRefusesThem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      String text = (random.nextInt(4) == 0 ? "-" : "") + digits(random, 21);
      BigDecimal exact = new BigDecimal(text);
      boolean zeroLeads = text.matches("-?0\\d.*");
      if (zeroLeads || exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
        assertThatThrownBy(() -> over(text + ",").number())
            .as(text)
            .isInstanceOf(MalformedFrameException.class);
      } else {
        assertThat(over(text + ",").number()).isEqualTo(exact.longValueExact());
      }
    }
    assertThat(over("\"00000123456789\"").number()).isEqualTo(123456789);
    for (String wrong : List.of("\"+1\"", "\"12345678x\"", "1.5", "\"\"", "-", "12345678e2")) {
      assertThatThrownBy(() -> over(wrong).number())
          .as(wrong)
          .isInstanceOf(MalformedFrameException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void skipsWhatItWouldHaveWalkedThrough(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String value = value(random, 5);
    JsonCursor skipping = over("[" + value + ",7]");
    skipping.enterArray();
    assertThat(skipping.nextElement()).isTrue();
    skipping.skip();
    assertThat(skipping.nextElement()).isTrue();
    assertThat(skipping.number()).isEqualTo(7);
    assertThat(skipping.nextElement()).isFalse();
    skipping.end();
    for (int cut = 0; cut < value.length(); cut++) {
      JsonCursor cutShort = over("[" + value.substring(0, cut));
      cutShort.enterArray();
      assertThatThrownBy(
              () -> {
                cutShort.skip();
                cutShort.nextElement();
                cutShort.end();
              })
          .isInstanceOf(MalformedFrameException.class);
    }
  }

  private static String value(SplittableRandom random, int depth) {
    String gap = random.nextInt(4) == 0 ? " \n" : "";
    int items = random.nextInt(4);
    return switch (depth == 0 ? random.nextInt(4) : random.nextInt(6)) {
      case 0 -> String.valueOf(random.nextInt(1000) / 8.0);
      case 1 -> "\"" + digits(random, 20) + (random.nextBoolean() ? "\\u00e9\\\\é" : "") + "\"";
      case 2 -> "null";
      case 3 -> random.nextBoolean() ? "true" : "false";
      case 4 ->
          IntStream.range(0, items)
              .mapToObj(_ -> gap + value(random, depth - 1) + gap)
              .collect(Collectors.joining(",", "[" + gap, "]"));
      default ->
          IntStream.range(0, items)
              .mapToObj(i -> gap + "\"n" + i + "\"" + gap + ":" + gap + value(random, depth - 1))
              .collect(Collectors.joining(gap + ",", "{" + gap, "}"));
    };
  }
}
