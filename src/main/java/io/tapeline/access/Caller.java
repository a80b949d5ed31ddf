package io.tapeline.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param tenant null for one without a key
 * @param key its id; null for one without
 * @param plan by name
 * @param test whether it asks for the sandbox
 * @param account what limits are counted by: {@code key:ID}, {@code address:192.0.2.1}, or of IPv6
 *     {@code address:2001:db8::/64}
 */
public record Caller(
    @Nullable UUID tenant,
    @Nullable UUID key,
    String plan,
    Set<Scope> scopes,
    boolean test,
    String account) {

  private static final String KEY = "key:";

  /** Whoever has one IPv6 address has all of its network's, so these count together. */
  private static final int NETWORK_BITS = 64;

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whoever comes without a key, counted by the address. */
  public static Caller anonymous(String plan, Set<Scope> scopes, InetAddress from) {
    return new Caller(null, null, plan, scopes, false, account(from));
  }

  /** Whoever comes with this key. */
  public static Caller of(ApiKey key) {
    return new Caller(key.tenant(), key.id(), key.plan(), key.scopes(), key.test(), KEY + key.id());
  }

  /** What an address's limits are counted by: a wrong key is charged to it too. */
  public static String account(InetAddress from) {
    AddressRange single = AddressRange.single(from);
    return "address:"
        + (single.first() instanceof Inet6Address
            ? AddressRange.around(from, NETWORK_BITS)
            : single);
  }

  /** The key that an account is of; nothing of an address. */
  public static Optional<UUID> keyOf(String account) {
    return account.startsWith(KEY)
        ? Optional.of(UUID.fromString(account.substring(KEY.length())))
        : Optional.empty();
  }

  public boolean may(Scope scope) {
    return scopes.stream().anyMatch(own -> own.includes(scope));
  }
}
