package io.tapeline.access;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One address or a CIDR block (RFC 4632, RFC 4291). An IPv4 address that is written as IPv6 ({@code
 * ::ffff:192.0.2.1}) is the IPv4 address.
 *
 * @param first the lowest address of the range
 * @param prefix bits that all its addresses share: up to 32 for IPv4, 128 for IPv6
 */
public record AddressRange(InetAddress first, int prefix) {

  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  /** Bits before the IPv4 address in an IPv6 one that stands for it. */
  private static final int MAPPED_BITS = IPV6_BITS - IPV4_BITS;

  /** The longest address, a slash and three digits; anything longer is not looked at. */
  private static final int MAX_LENGTH = 49;

  /** No zones, brackets or spaces: what is left for the JDK to read needs no look-up. */
  private static final Pattern WRITTEN = Pattern.compile("([0-9a-fA-F:.]+)(?:/(\\d{1,3}))?");

  public AddressRange {
    first = plain(first);
    if (prefix < 0 || prefix > bits(first)) {
      throw new IllegalArgumentException("The prefix /" + prefix + " is out of range.");
    }
    if (!masked(first, prefix).equals(first)) {
      throw new IllegalArgumentException(
          "%s has bits set beyond its prefix /%d; the block is %s/%d."
              .formatted(written(first), prefix, written(masked(first, prefix)), prefix));
    }
  }

  /**
   * Reads {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}. Names are not looked up.
   *
   * @throws IllegalArgumentException with a sentence for whoever wrote it
   */
  public static AddressRange parse(String text) {
    var parts = WRITTEN.matcher(text);
    if (text.length() > MAX_LENGTH || !parts.matches()) {
      throw notARange();
    }
    InetAddress address = address(parts.group(1));
    int bits = bits(address);
    if (parts.group(2) == null) {
      return new AddressRange(address, bits);
    }
    boolean mapped = bits == IPV4_BITS && parts.group(1).indexOf(':') >= 0;
    int prefix = Integer.parseInt(parts.group(2)) - (mapped ? MAPPED_BITS : 0);
    if (prefix < 0) {
      throw notARange();
    }
    return new AddressRange(address, prefix);
  }

  /** This address alone. */
  public static AddressRange single(InetAddress address) {
    InetAddress plain = plain(address);
    return new AddressRange(plain, bits(plain));
  }

  /** The block of this length that an address is in. */
  public static AddressRange around(InetAddress address, int prefix) {
    return new AddressRange(masked(plain(address), prefix), prefix);
  }

  public boolean contains(InetAddress address) {
    InetAddress asked = plain(address);
    return bits(asked) == bits(first) && masked(asked, prefix).equals(first);
  }

  private static InetAddress address(String literal) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException _) {
      throw notARange();
    }
    // the JDK also takes 10.1 for 10.0.0.1, which hardly anybody means
    if (literal.indexOf(':') < 0 && !address.getHostAddress().equals(literal)) {
      throw notARange();
    }
    return address;
  }

  private static IllegalArgumentException notARange() {
    return new IllegalArgumentException(
        "An address or a block is wanted, like 192.0.2.1, 192.0.2.0/24 or 2001:db8::/32.");
  }

  private static int bits(InetAddress address) {
    return address instanceof Inet4Address ? IPV4_BITS : IPV6_BITS;
  }

  /** Without zone or name, and IPv4 where it stands for that. */
  private static InetAddress plain(InetAddress address) {
    return address instanceof Inet6Address ? of(address.getAddress()) : address;
  }

  private static InetAddress masked(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(prefix - i * Byte.SIZE, 0, Byte.SIZE);
      bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    return of(bytes);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  private static String written(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == Integer.BYTES ? address.getHostAddress() : compressed(bytes);
  }

  /** RFC 5952: lower case, no leading zeros, the first of the longest runs of zeros left out. */
  private static String compressed(byte[] bytes) {
    int[] groups =
        IntStream.range(0, bytes.length / 2)
            .map(i -> ((bytes[2 * i] & 0xff) << Byte.SIZE) | (bytes[2 * i + 1] & 0xff))
            .toArray();
    int from = 0;
    int length = 1;
    for (int i = 0; i < groups.length; i++) {
      int zeros = i;
      while (zeros < groups.length && groups[zeros] == 0) {
        zeros++;
      }
      if (zeros - i > length) {
        from = i;
        length = zeros - i;
      }
    }
    return length == 1
        ? hex(groups, 0, groups.length)
        : hex(groups, 0, from) + "::" + hex(groups, from + length, groups.length);
  }

  private static String hex(int[] groups, int from, int to) {
    return Arrays.stream(groups, from, to)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining(":"));
  }

  /** As it is written shortest; a single address without a prefix. */
  @Override
  public String toString() {
    return prefix == bits(first) ? written(first) : written(first) + "/" + prefix;
  }
}
