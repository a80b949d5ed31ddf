package io.tapeline.chain.spv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapeline.chain.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hash256Test {

  /** SHA-256 of SHA-256 of "hello", as every textbook of Bitcoin shows it. */
  private static final String HELLO =
      "9595c9df90075148eb06860365df33584b75bff782a510c6cd4883a419833d50";

  @Test
  void isSha256TwiceAndReadsBackwards() {
    Hash256 hash = Hash256.of("hello".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(hash.toWire())).isEqualTo(HELLO);
    assertThat(hash.toString()).startsWith("503d8319a48348cdc610a582f7bf754b5833df65038606eb48");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isTheSameByWireTextAndNumber(long seed) {
    Hash256 one = random(seed);
    Hash256 other = seed % 2 == 0 ? random(seed + 1_000) : one;

    assertThat(Hash256.fromWire(one.toWire(), 0)).isEqualTo(one);
    assertThat(Hash256.parse(one.toString())).isEqualTo(one);
    assertThat(one.toNumber().toString(16)).isEqualTo(one.toString().replaceFirst("^0+", ""));
    assertThat(one.compareTo(other)).isEqualTo(one.toNumber().compareTo(other.toNumber()));
  }

  private static Hash256 random(long seed) {
    byte[] bytes = new byte[32];
    new SplittableRandom(seed).nextBytes(bytes);
    return Hash256.fromWire(bytes, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", " ", "+", "-", "0x"})
  void textThatIsNoneIsRefused(String text) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Hash256.parse(text));
    String longer = text + "0".repeat(text.isEmpty() ? 65 : 64 - text.length());
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Hash256.parse(longer));
  }
}
