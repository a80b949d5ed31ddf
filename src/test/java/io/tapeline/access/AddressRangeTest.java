package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "192.0.2.1/32, 192.0.2.1",
    "192.0.2.0/24, 192.0.2.0/24",
    "0.0.0.0/0, 0.0.0.0/0",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:0db8::/32, 2001:db8::/32",
    "::/0, ::/0",
    "::1/128, ::1",
    // the longer run of zeros is left out, of equal ones the first, and never a single one
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.0/120, 192.0.2.0/24",
    "::ffff:c000:0201, 192.0.2.1",
  })
  void isWrittenInItsShortestForm(String given, String written) {
    AddressRange range = AddressRange.parse(given);
    assertThat(range).hasToString(written);
    assertThat(AddressRange.parse(written)).isEqualTo(range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com/24",
        "10.1",
        "167772161",
        "010.0.0.1",
        "10.0.0.256",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        " 10.0.0.1",
        "1:2",
        ":::",
        "[::1]",
        "fe80::1%eth0",
        "::/129",
        "::ffff:10.0.0.0/95",
        "::ffff:10.0.0.0/8",
        "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"
      })
  void whatIsNoRangeIsRefusedInASentence(String given) {
    assertThatThrownBy(() -> AddressRange.parse(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("[A-Z].*\\.");
  }

  @Test
  void bitsBeyondThePrefixAreRefusedWithTheBlockThatMayBeMeant() {
    assertThatThrownBy(() -> AddressRange.parse("192.0.2.130/25"))
        .hasMessage("192.0.2.130 has bits set beyond its prefix /25; the block is 192.0.2.128/25.");
    assertThatThrownBy(() -> AddressRange.parse("2001:db8::1/64"))
        .hasMessage("2001:db8::1 has bits set beyond its prefix /64; the block is 2001:db8::/64.");
  }

  @Test
  void holdsWhatSharesItsPrefix() {
    AddressRange range = AddressRange.parse("192.0.2.128/25");
    assertThat(range.contains(address("192.0.2.128"))).isTrue();
    assertThat(range.contains(address("192.0.2.255"))).isTrue();
    assertThat(range.contains(address("192.0.2.127"))).isFalse();
    assertThat(range.contains(address("192.0.3.0"))).isFalse();
    assertThat(range.contains(address("::ffff:192.0.2.129"))).isTrue();
    assertThat(range.contains(address("::192.0.2.129"))).isFalse();
  }

  @Test
  void noAddressOfOneKindIsInTheOther() {
    assertThat(AddressRange.parse("::/0").contains(address("192.0.2.1"))).isFalse();
    assertThat(AddressRange.parse("0.0.0.0/0").contains(address("::1"))).isFalse();
  }

  private static InetAddress random(SplittableRandom random, int bytes) {
    byte[] address = new byte[bytes];
    random.nextBytes(address);
    // runs of zeros, as addresses have them
    Arrays.fill(address, random.nextInt(bytes), bytes, (byte) random.nextInt(2));
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static BigInteger head(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - prefix);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theBlockAroundAnAddressHoldsThoseThatAgreeInThePrefixAndCanBeReadBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50; i++) {
      int bytes = random.nextBoolean() ? 4 : 16;
      InetAddress one = random(random, bytes);
      int prefix = random.nextInt(bytes * Byte.SIZE + 1);
      AddressRange range = AddressRange.around(one, prefix);
      assertThat(range.contains(one)).isTrue();
      assertThat(AddressRange.parse(range.toString())).isEqualTo(range);
      InetAddress other = random(random, bytes);
      assertThat(range.contains(other)).isEqualTo(head(one, prefix).equals(head(other, prefix)));
    }
  }
}
