package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant EXPIRES = Instant.parse("2026-07-01T00:00:00Z");
  private static final Instant REVOKED = Instant.parse("2026-04-01T00:00:00Z");
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.7");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.7");

  private static ApiKey key(
      List<AddressRange> addresses, @Nullable Instant expires, @Nullable Instant revoked) {
    return new ApiKey(
        new UUID(0, 1),
        new UUID(0, 2),
        "free",
        false,
        Set.of(Scope.PRICES_READ),
        addresses,
        "my laptop",
        "tl_live_0000",
        CREATED,
        expires,
        revoked);
  }

  private static final List<AddressRange> NEAR = List.of(AddressRange.parse("192.0.2.0/24"));

  @Test
  void withoutConditionsItIsValidAnywhereAtAnyTime() {
    assertThat(key(List.of(), null, null).standing(Instant.MAX, ELSEWHERE))
        .isInstanceOf(Standing.Valid.class);
  }

  @Test
  void isValidUpToButNotAtTheMomentItExpires() {
    ApiKey key = key(List.of(), EXPIRES, null);
    assertThat(key.standing(EXPIRES.minusNanos(1), HERE)).isInstanceOf(Standing.Valid.class);
    assertThat(key.standing(EXPIRES, HERE)).isEqualTo(new Standing.Expired(EXPIRES));
  }

  @Test
  void mayBeRevokedForALaterTime() {
    ApiKey key = key(List.of(), null, REVOKED);
    assertThat(key.standing(REVOKED.minusNanos(1), HERE)).isInstanceOf(Standing.Valid.class);
    assertThat(key.standing(REVOKED, HERE)).isEqualTo(new Standing.Revoked(REVOKED));
  }

  @Test
  void isValidFromItsOwnAddressesOnly() {
    ApiKey key = key(NEAR, null, null);
    assertThat(key.standing(CREATED, HERE)).isInstanceOf(Standing.Valid.class);
    assertThat(key.standing(CREATED, ELSEWHERE)).isEqualTo(new Standing.WrongAddress(ELSEWHERE));
  }

  @Test
  void ofSeveralReasonsTheOneThatLastsIsGiven() {
    ApiKey key = key(NEAR, EXPIRES, REVOKED);
    assertThat(key.standing(EXPIRES, ELSEWHERE)).isEqualTo(new Standing.Revoked(REVOKED));
    assertThat(key(NEAR, EXPIRES, null).standing(EXPIRES, ELSEWHERE))
        .isEqualTo(new Standing.Expired(EXPIRES));
  }

  @Test
  void holdsNoMoreThanItsLimits() {
    List<AddressRange> many =
        java.util.Collections.nCopies(ApiKey.MAX_ADDRESSES + 1, NEAR.getFirst());
    assertThatThrownBy(() -> key(many, null, null)).hasMessage("addresses: 51");
  }
}
