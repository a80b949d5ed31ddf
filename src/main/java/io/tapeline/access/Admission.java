package io.tapeline.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy says to a request, limits aside. */
public enum Admission {
  ALLOWED,
  /** It needs a scope that nobody has without a key. */
  NO_KEY,
  /** The key has not the scope that it needs. */
  MISSING_SCOPE,
  /** It may not come from there. */
  WRONG_ADDRESS,
  /** The policy does not know the route, so nobody may ask. */
  NO_RULE;

  /** As it is written in cases: {@code no_key}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Admission> of(String id) {
    return Arrays.stream(values()).filter(admission -> admission.id().equals(id)).findFirst();
  }
}
