package io.tapeline.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.RefusedException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  /** The examples of EIP-55. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void capitalsAreAChecksum(String text) {
    Address address = Address.parse(text);
    assertThat(address.checksummed()).isEqualTo(text);
    assertThat(Address.parse(text.toLowerCase(Locale.ROOT))).isEqualTo(address);
    assertThat(Address.parse("0x" + text.substring(2).toUpperCase(Locale.ROOT))).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAec"
      })
  void aWrongChecksumIsRefused(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(RefusedException.class)
        .hasMessage("its capitals are not the checksum of its digits (EIP-55)");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String text :
        new String[] {
          "", "0x", "0x12", "11".repeat(20), "0x" + "g".repeat(40), "0X" + "1".repeat(40)
        }) {
      assertThatThrownBy(() -> Address.parse(text))
          .isInstanceOf(RefusedException.class)
          .hasMessage("an address is 0x and 40 hexadecimal digits");
    }
  }
}
