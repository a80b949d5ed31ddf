package io.tapeline.access;

import java.util.Arrays;
import java.util.Optional;

/** What a key may be used for. Ids are part of the contract and never change. */
public enum Scope {
  PRICES_READ("prices:read"),
  HISTORY_READ("history:read"),
  SIGNALS_READ("signals:read"),
  CHAIN_READ("chain:read"),
  JOBS_WRITE("jobs:write"),
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

  /** Whether whoever has this scope may do what the other one allows. */
  public boolean includes(Scope other) {
    return this == other || this == ADMIN;
  }

  @Override
  public String toString() {
    return id;
  }
}
