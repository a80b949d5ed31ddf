package io.tapeline.chain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.RefusedException;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static Words words(String... words) {
    return new Words(HexFormat.of().parseHex(String.join("", words)));
  }

  private static String word(long number) {
    return "%064x".formatted(number);
  }

  @Test
  void numbersHaveNoSignUnlessTheyAreReadWithOne() {
    Words all = words(word(7), "f".repeat(64), "8" + "0".repeat(63));
    assertThat(all.number(0)).isEqualTo(7);
    assertThat(all.number(1)).isEqualTo(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    assertThat(all.signed(1, 24)).isEqualTo(-1);
    assertThat(all.signed(2, 256)).isEqualTo(BigInteger.TWO.pow(255).negate());
    assertThat(words(word(0x7f_ffff)).signed(0, 24)).isEqualTo(8_388_607);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> words(word(0x80_0000)).signed(0, 24))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> words("f".repeat(64)).number(0, 112))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> words(word(1)).number(1)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> words("f".repeat(64)).address(0)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Words.of(new byte[33], 1)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Words.of(new byte[64], 1)).isInstanceOf(RefusedException.class);
  }

  @Test
  void functionsAndEventsAreCalledByTheirHash() {
    assertThat(HexFormat.of().formatHex(Signature.of("decimals()").selector()))
        .isEqualTo("313ce567");
    assertThat(Signature.of("Transfer(address,address,uint256)").hash().toString())
        .isEqualTo("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
  }
}
