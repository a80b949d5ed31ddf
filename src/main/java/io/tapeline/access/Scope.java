package io.tapeline.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a key may be used for. Ids are part of the contract and never change. */
public enum Scope {
  PRICES_READ("prices:read"),
  HISTORY_READ("history:read"),
  SIGNALS_READ("signals:read"),
  CHAIN_READ("chain:read"),
  JOBS_WRITE("jobs:write"),
  WEBHOOKS_WRITE("webhooks:write"),
  KEYS_WRITE("keys:write"),

  /** Includes every other. */
  ADMIN("admin");

  private final String id;

  Scope(String id) {
    this.id = id;
  }

  public static Optional<Scope> of(String id) {
    return Arrays.stream(values()).filter(scope -> scope.id.equals(id)).findFirst();
  }

  public String id() {
    return id;
  }

  /** Whether whoever has these scopes may do what this one allows. */
  public boolean isIn(Set<Scope> held) {
    return held.contains(this) || held.contains(ADMIN);
  }

  @Override
  public String toString() {
    return id;
  }
}
