package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

  /** CRC-32 of all but the last six: 1,087,607,089, which is 1BbUHp to the base of 62. */
  private static final String ZEROS = "tl_live_000000000000000000000000000000001BbUHp";

  private static final String PRINTABLE =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_- é";

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private static KeyText random(SplittableRandom random) {
    byte[] bytes = new byte[KeyText.RANDOM_BYTES];
    random.nextBytes(bytes);
    return KeyText.make(random.nextBoolean(), bytes);
  }

  @Test
  void isThePrefixTheRandomDigitsAndTheirChecksum() {
    byte[] random = new byte[KeyText.RANDOM_BYTES];
    assertThat(KeyText.make(false, random).text()).isEqualTo(ZEROS);
    random[KeyText.RANDOM_BYTES - 1] = 62;
    // 3,918,705,909
    assertThat(KeyText.make(true, random).text())
        .isEqualTo("tl_test_000000000000000000000000000000104HCUQ1");
    for (byte i = 0; i < KeyText.RANDOM_BYTES; i++) {
      random[i] = i;
    }
    assertThat(KeyText.make(false, random).text())
        .isEqualTo("tl_live_jlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf3AYeGm");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsMadeIsReadBack(long seed) {
    KeyText key = random(new SplittableRandom(seed));
    assertThat(KeyText.parse(key.text())).contains(key);
    assertThat(key.text()).matches("tl_(live|test)_[0-9A-Za-z]{38}");
    assertThat(key.test()).isEqualTo(key.text().startsWith("tl_test_"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneWrongCharacterMakesItNoKey(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String text = random(random).text();
    for (int i = 0; i < text.length(); i++) {
      char other = PRINTABLE.charAt(random.nextInt(PRINTABLE.length()));
      String typed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(KeyText.parse(typed).isPresent()).as(typed).isEqualTo(typed.equals(text));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void swappedCharactersMakeItNoKey(long seed) {
    String text = random(new SplittableRandom(seed)).text();
    for (int i = 8; i + 1 < text.length(); i++) {
      String typed =
          text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
      assertThat(KeyText.parse(typed).isPresent()).as(typed).isEqualTo(typed.equals(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tl_live_", ZEROS + "0", " " + ZEROS, "TL_LIVE_", "\0"})
  void whatHasNotItsLengthIsNoKey(String text) {
    assertThat(KeyText.parse(text)).isEmpty();
  }

  @Test
  void aTextOfAnyLengthIsLookedAtInNoTime() {
    assertThat(KeyText.parse(ZEROS.repeat(100_000))).isEmpty();
  }

  @Test
  void showsNoMoreThanItsStart() {
    KeyText key = new KeyText(false, ZEROS);
    assertThat(key.start()).isEqualTo("tl_live_0000");
    assertThat(key).hasToString("tl_live_0000…");
  }

  @Test
  void doesNotTellInAFailureWhatItWasMadeOf() {
    assertThatThrownBy(() -> new KeyText(true, ZEROS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a key");
  }

  @Test
  void wantsAsMuchRandomnessAsItSays() {
    assertThatThrownBy(() -> KeyText.make(false, new byte[16])).hasMessage("random bytes: 16");
  }
}
