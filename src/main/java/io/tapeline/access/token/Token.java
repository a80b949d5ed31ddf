package io.tapeline.access.token;

import io.tapeline.access.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a token says whose signature and claims were good. */
public sealed interface Token {

  /** From when until when it is good; the end is not. */
  record Span(Instant from, Instant until) {

    boolean contains(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }
  }

  Span span();

  /**
   * One of ours, which is good for as long as its key is.
   *
   * @param scopes what it was given of what the key has
   */
  record OfKey(UUID key, Set<Scope> scopes, Span span) implements Token {
    public OfKey {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * One of the issuer that is trusted.
   *
   * @param name of whoever it is for, unique there
   * @param tenant by name; null where it says none
   * @param plan by name; null where it says none
   */
  record OfPerson(
      String name, Set<Scope> scopes, @Nullable String tenant, @Nullable String plan, Span span)
      implements Token {
    public OfPerson {
      scopes = Set.copyOf(scopes);
    }
  }
}
