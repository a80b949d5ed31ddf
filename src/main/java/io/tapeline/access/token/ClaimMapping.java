package io.tapeline.access.token;

import io.tapeline.access.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** What the claims of another issuer's tokens mean here. */
final class ClaimMapping {

  private static final String SCOPE = "scope";

  private final String scopeClaim;
  private final Map<String, Set<Scope>> scopes;
  private final @Nullable String roleClaim;
  private final @Nullable String adminRole;
  private final @Nullable String tenantClaim;
  private final @Nullable String planClaim;

  /**
   * @throws IllegalArgumentException with a message for people
   */
  ClaimMapping(IssuerConfig config) {
    scopeClaim = config.scopeClaim().orElse(SCOPE);
    scopes = config.scopes().map(ClaimMapping::read).orElseGet(ClaimMapping::ours);
    roleClaim = config.roleClaim().orElse(null);
    adminRole = config.adminRole().orElse(null);
    tenantClaim = config.tenantClaim().orElse(null);
    planClaim = config.planClaim().orElse(null);
    if ((roleClaim == null) != (adminRole == null)) {
      throw new IllegalArgumentException(
          "tapeline.issuer.role-claim and tapeline.issuer.admin-role need each other");
    }
  }

  private static Map<String, Set<Scope>> ours() {
    Map<String, Set<Scope>> ours = new HashMap<>();
    EnumSet.allOf(Scope.class).forEach(scope -> ours.put(scope.id(), Set.of(scope)));
    return ours;
  }

  private static Map<String, Set<Scope>> read(Set<String> given) {
    Map<String, Set<Scope>> read = new HashMap<>();
    for (String each : given) {
      int middle = each.lastIndexOf('=');
      Optional<Scope> scope = Scope.of(each.substring(middle + 1).strip());
      if (middle < 1 || scope.isEmpty()) {
        throw new IllegalArgumentException(
            "tapeline.issuer.scopes must be like market.read=prices:read, not " + each);
      }
      read.computeIfAbsent(each.substring(0, middle).strip(), _ -> new HashSet<>())
          .add(scope.get());
    }
    return read;
  }

  /** What whoever the token is for may do. */
  Set<Scope> scopes(JwtClaims claims) {
    Set<Scope> held = EnumSet.noneOf(Scope.class);
    for (String value : values(claims, scopeClaim)) {
      held.addAll(scopes.getOrDefault(value, Set.of()));
    }
    if (adminRole != null && values(claims, roleClaim).contains(adminRole)) {
      held.add(Scope.ADMIN);
    }
    return held;
  }

  @Nullable String tenant(JwtClaims claims) {
    return text(claims, tenantClaim);
  }

  @Nullable String plan(JwtClaims claims) {
    return text(claims, planClaim);
  }

  /**
   * @throws IllegalArgumentException if the claim is there but is no text: to pass over it would
   *     make somebody of no tenant of them
   */
  private static @Nullable String text(JwtClaims claims, @Nullable String name) {
    Object value = name == null ? null : find(claims, name);
    if (value != null && !(value instanceof String)) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return (String) value;
  }

  private static List<String> values(JwtClaims claims, @Nullable String name) {
    return switch (name == null ? null : find(claims, name)) {
      case String text -> Arrays.asList(text.strip().split(" +"));
      case Collection<?> list ->
          list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }

  /** The claim of this very name, else the one that its parts between dots lead to. */
  private static @Nullable Object find(JwtClaims claims, String name) {
    if (claims.hasClaim(name)) {
      return claims.getClaimValue(name);
    }
    Object found = claims.getClaimsMap();
    for (String part : name.split("\\.")) {
      found = found instanceof Map<?, ?> fields ? fields.get(part) : null;
    }
    return found;
  }
}
