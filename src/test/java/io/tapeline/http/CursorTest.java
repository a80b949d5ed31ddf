package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CursorTest {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void readsBackWhatItWasMadeOf() {
    String cursor = Cursor.of("markets", "binance:btc-usdt");
    assertThat(Cursor.read("markets", cursor)).contains("binance:btc-usdt");
    assertThat(Cursor.read("markets", Cursor.of("markets", ""))).contains("");
    assertThat(Cursor.read("markets", Cursor.of("markets", "ł€"))).contains("ł€");
  }

  @Test
  void isGoodForOneListOnly() {
    assertThat(Cursor.read("assets", Cursor.of("markets", "btc"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isRefusedOnceASingleLetterWasChanged(long seed) {
    var random = new SplittableRandom(seed);
    StringBuilder cursor = new StringBuilder(Cursor.of("markets", "kraken:eth-eur"));
    int at = random.nextInt(cursor.length());
    char other = LETTERS.charAt(random.nextInt(64));
    boolean same = cursor.charAt(at) == other;
    cursor.setCharAt(at, other);
    assertThat(Cursor.read("markets", cursor.toString()).isPresent()).isEqualTo(same);
  }

  @Test
  void nonsenseIsRefusedAndNeverThrows() {
    for (String text : new String[] {"", "x", "====", "%%%", "\u0000", "a".repeat(100_000)}) {
      assertThat(Cursor.read("markets", text)).isEmpty();
    }
  }

  @Test
  void aPositionHasALimit() {
    assertThatThrownBy(() -> Cursor.of("markets", "x".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
