package io.tapeline.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose keys they are: a team or a program that has a plan.
 *
 * @param name 1 to 60 characters, its own
 * @param plan a name in the policy
 * @param closedAt from then on none of its keys is good; null while it is open
 */
public record Tenant(
    UUID id, String name, String plan, Instant createdAt, @Nullable Instant closedAt) {

  public static final int MAX_NAME_LENGTH = 60;

  public Tenant {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("name: " + name);
    }
  }
}
