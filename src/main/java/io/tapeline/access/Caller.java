package io.tapeline.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param tenant null for one without a key, and for a person of none
 * @param key its id; null for one without
 * @param plan by name
 * @param test whether it asks for the sandbox
 * @param token whether it shows a token, which gives no other
 * @param account what limits are counted by: {@code key:ID}, {@code person:NAME}, {@code
 *     address:192.0.2.1}, or of IPv6 {@code address:2001:db8::/64}
 */
public record Caller(
    @Nullable UUID tenant,
    @Nullable UUID key,
    String plan,
    Set<Scope> scopes,
    boolean test,
    boolean token,
    String account) {

  private static final String KEY = "key:";
  private static final String PERSON = "person:";
  private static final String ADDRESS = "address:";

  /** Whoever has one IPv6 address has all of its network's, so these count together. */
  private static final int NETWORK_BITS = 64;

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whoever comes without a key, counted by the address. */
  public static Caller anonymous(String plan, Set<Scope> scopes, InetAddress from) {
    return new Caller(null, null, plan, scopes, false, false, account(from));
  }

  /** Whoever comes with this key. */
  public static Caller of(ApiKey key) {
    return of(key, key.scopes(), false);
  }

  /** Whoever comes with a token of this key, which can't give what the key itself doesn't. */
  public static Caller ofToken(ApiKey key, Set<Scope> given) {
    Set<Scope> held =
        given.stream().filter(scope -> scope.isIn(key.scopes())).collect(Collectors.toSet());
    return of(key, held, true);
  }

  private static Caller of(ApiKey key, Set<Scope> scopes, boolean token) {
    return new Caller(
        key.tenant(), key.id(), key.plan(), scopes, key.test(), token, KEY + key.id());
  }

  /**
   * Somebody whom another issuer knows.
   *
   * @param name by which that issuer tells them from others
   */
  public static Caller person(String name, @Nullable UUID tenant, String plan, Set<Scope> scopes) {
    String account = PERSON + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return new Caller(tenant, null, plan, scopes, false, true, account);
  }

  /** What an address's limits are counted by: a wrong key is charged to it too. */
  public static String account(InetAddress from) {
    AddressRange single = AddressRange.single(from);
    return ADDRESS
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

  /** Whether an account is of an address, which is nobody's for long. */
  public static boolean isAddress(String account) {
    return account.startsWith(ADDRESS);
  }

  /** Whether nothing but its address is known. */
  public boolean isStranger() {
    return isAddress(account);
  }

  public boolean may(Scope scope) {
    return scope.isIn(scopes);
  }
}
