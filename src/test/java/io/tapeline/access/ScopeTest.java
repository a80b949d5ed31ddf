package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {

  @Test
  void idsAreThoseOfTheContract() {
    assertThat(Arrays.stream(Scope.values()).map(Scope::id))
        .containsExactly(
            "prices:read",
            "history:read",
            "signals:read",
            "chain:read",
            "jobs:write",
            "webhooks:write",
            "keys:write",
            "admin");
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsIdOnly(Scope scope) {
    assertThat(Scope.of(scope.id())).contains(scope);
    assertThat(Scope.of(scope.name())).isEmpty();
    assertThat(Scope.of(scope.id() + " ")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void includesItselfAndOnlyAdminIncludesMore(Scope scope) {
    for (Scope other : Scope.values()) {
      assertThat(other.isIn(Set.of(scope))).isEqualTo(scope == other || scope == Scope.ADMIN);
    }
  }
}
