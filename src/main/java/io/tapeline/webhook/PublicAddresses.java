package io.tapeline.webhook;

import io.tapeline.access.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that everybody can reach, and nobody has for themselves. Of IPv6 only what is given out
 * for that (2000::/3) counts, and addresses of NAT64 by the IPv4 one in them; tunnels that carry an
 * IPv4 address (6to4, Teredo) never do.
 */
public final class PublicAddresses {

  /** IANA's registry of special purposes, multicast and what is reserved; and a cloud's inside. */
  private static final List<AddressRange> SPECIAL =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // where Azure's machines ask for what is theirs
          "168.63.129.16",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  private static final AddressRange GIVEN_OUT = AddressRange.parse("2000::/3");
  private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
  private static final int IPV4_AT = 12;

  private PublicAddresses() {}

  private static List<AddressRange> ranges(String... all) {
    return Stream.of(all).map(AddressRange::parse).toList();
  }

  public static boolean contain(InetAddress address) {
    InetAddress plain = AddressRange.single(address).first();
    if (NAT64.contains(plain)) {
      return contain(translated(plain));
    }
    boolean known = plain instanceof Inet4Address || GIVEN_OUT.contains(plain);
    return known && SPECIAL.stream().noneMatch(range -> range.contains(plain));
  }

  private static InetAddress translated(InetAddress nat64) {
    byte[] bytes = nat64.getAddress();
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, IPV4_AT, bytes.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
