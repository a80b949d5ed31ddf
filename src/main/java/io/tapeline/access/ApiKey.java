package io.tapeline.access;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; its text is not.
 *
 * @param tenant whose it is
 * @param plan by name
 * @param test whether it is a key of the sandbox
 * @param addresses from where it may be used; empty for anywhere
 * @param note its owner's words
 * @param start its first characters, {@link KeyText#start}
 * @param expiresAt the first moment at which it is not valid; null for never
 * @param revokedAt the first moment at which it is withdrawn, which may be still to come; null if
 *     it isn't
 */
public record ApiKey(
    UUID id,
    UUID tenant,
    String plan,
    boolean test,
    Set<Scope> scopes,
    List<AddressRange> addresses,
    String note,
    String start,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  public static final int MAX_ADDRESSES = 50;
  public static final int MAX_NOTE_LENGTH = 200;

  private static final Standing VALID = new Standing.Valid();

  public ApiKey {
    if (plan.isBlank()) {
      throw new IllegalArgumentException("a key without a plan");
    }
    if (addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException("addresses: " + addresses.size());
    }
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note of " + note.length() + " characters");
    }
    scopes = Set.copyOf(scopes);
    addresses = List.copyOf(addresses);
  }

  /** Where several things are wrong: withdrawn before expired before the address. */
  public Standing standing(Instant now, InetAddress from) {
    if (revokedAt != null && !now.isBefore(revokedAt)) {
      return new Standing.Revoked(revokedAt);
    }
    if (expiresAt != null && !now.isBefore(expiresAt)) {
      return new Standing.Expired(expiresAt);
    }
    return isFrom(from) ? VALID : new Standing.WrongAddress(from);
  }

  private boolean isFrom(InetAddress address) {
    return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(address));
  }
}
