package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTest {

  private static final InetAddress INSIDE = InetAddress.ofLiteral("10.1.2.3");
  private static final InetAddress OUTSIDE = InetAddress.ofLiteral("192.0.2.1");

  private static Rule rule(@Nullable Scope scope, Cost cost, String... addresses) {
    List<AddressRange> ranges = List.of(addresses).stream().map(AddressRange::parse).toList();
    return new Rule(scope, "read", cost, null, "history", 0, ranges, Set.of());
  }

  @Test
  void anOpenRouteAsksForNothing() {
    Rule open = rule(null, Cost.ONE);
    assertThat(open.admits(Set.of(), false, OUTSIDE)).isEqualTo(Admission.ALLOWED);
    assertThat(open.admits(Set.of(), true, OUTSIDE)).isEqualTo(Admission.ALLOWED);
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void aScopeIsHadByItselfOrByAdmin(Scope scope) {
    Rule rule = rule(scope, Cost.ONE);
    for (Scope held : Scope.values()) {
      boolean enough = held == scope || held == Scope.ADMIN;
      assertThat(rule.admits(EnumSet.of(held), true, OUTSIDE))
          .isEqualTo(enough ? Admission.ALLOWED : Admission.MISSING_SCOPE);
      assertThat(rule.admits(EnumSet.of(held), false, OUTSIDE))
          .isEqualTo(enough ? Admission.ALLOWED : Admission.NO_KEY);
    }
  }

  @Test
  void theWrongAddressIsRefusedWhateverTheKeyMayDo() {
    Rule rule = rule(Scope.ADMIN, Cost.ONE, "10.0.0.0/8", "::1");
    assertThat(rule.admits(Set.of(Scope.ADMIN), true, OUTSIDE)).isEqualTo(Admission.WRONG_ADDRESS);
    assertThat(rule.admits(Set.of(), false, OUTSIDE)).isEqualTo(Admission.WRONG_ADDRESS);
    assertThat(rule.admits(Set.of(Scope.ADMIN), true, INSIDE)).isEqualTo(Admission.ALLOWED);
    assertThat(rule.admits(Set.of(), false, INSIDE)).isEqualTo(Admission.NO_KEY);
  }

  @Test
  void everythingAtOnceIsBulkWhereItHasAPrice() {
    assertThat(rule(null, Cost.ONE).work(true)).isEqualTo("history");
    Rule priced = rule(null, new Cost(1, null, 20L));
    assertThat(priced.work(true)).isEqualTo(Rule.BULK);
    assertThat(priced.work(false)).isEqualTo("history");
    assertThat(Rule.WORK).contains(Rule.BULK, "history");
  }

  @Test
  void aBodyIsNotShorterThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(null, "read", Cost.ONE, null, "read", -1, List.of(), Set.of()));
  }
}
