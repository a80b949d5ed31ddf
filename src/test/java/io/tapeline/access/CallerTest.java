package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

  private static final Set<Scope> SCOPES = EnumSet.of(Scope.PRICES_READ, Scope.HISTORY_READ);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, address:192.0.2.1",
    "::ffff:192.0.2.1, address:192.0.2.1",
    "2001:db8:1:2:3:4:5:6, address:2001:db8:1:2::/64",
    "2001:db8:1:2::1, address:2001:db8:1:2::/64",
    "::1, address:::/64"
  })
  void oneWithoutAKeyIsCountedByItsAddressOrNetwork(String from, String account) {
    Caller caller = Caller.anonymous("anonymous", SCOPES, InetAddress.ofLiteral(from));
    assertThat(caller.account()).isEqualTo(account);
    assertThat(caller.tenant()).isNull();
    assertThat(caller.key()).isNull();
    assertThat(caller.test()).isFalse();
  }

  @Test
  void oneWithAKeyIsCountedByTheKey() {
    ApiKey key =
        new ApiKey(
            UUID.fromString("00000000-0000-0000-0000-0000000000aa"),
            new UUID(0, 2),
            "pro",
            true,
            SCOPES,
            List.of(),
            "",
            "tl_test_0000",
            Instant.EPOCH,
            null,
            null);
    assertThat(Caller.of(key))
        .isEqualTo(
            new Caller(
                key.tenant(),
                key.id(),
                "pro",
                SCOPES,
                true,
                false,
                "key:00000000-0000-0000-0000-0000000000aa"));
    assertThat(Caller.ofToken(key, Set.of(Scope.PRICES_READ, Scope.ADMIN)))
        .isEqualTo(
            new Caller(
                key.tenant(),
                key.id(),
                "pro",
                Set.of(Scope.PRICES_READ),
                true,
                true,
                "key:00000000-0000-0000-0000-0000000000aa"));
  }

  @Test
  void aPersonIsCountedByNameAndIsNoStranger() {
    Caller person = Caller.person("Ann Ö|1", null, "pro", SCOPES);
    assertThat(person.account()).isEqualTo("person:Ann+%C3%96%7C1");
    assertThat(person.isStranger()).isFalse();
    assertThat(Caller.keyOf(person.account())).isEmpty();
    assertThat(Caller.anonymous("free", SCOPES, InetAddress.ofLiteral("192.0.2.1")).isStranger())
        .isTrue();
  }

  @Test
  void mayWhatItsScopesInclude() {
    InetAddress from = InetAddress.ofLiteral("192.0.2.1");
    Caller reader = Caller.anonymous("free", SCOPES, from);
    assertThat(reader.may(Scope.PRICES_READ)).isTrue();
    assertThat(reader.may(Scope.JOBS_WRITE)).isFalse();
    assertThat(Caller.anonymous("free", Set.of(), from).may(Scope.PRICES_READ)).isFalse();
    Caller admin = Caller.anonymous("free", Set.of(Scope.ADMIN), from);
    assertThat(Scope.values()).allMatch(admin::may);
  }
}
