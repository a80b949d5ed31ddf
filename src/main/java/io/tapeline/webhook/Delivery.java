package io.tapeline.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param number its place among all, ascending
 * @param event what kind of one: {@code signal}, {@code price} or {@code ping}
 * @param trouble of the last attempt, as {@link Outcome.Trouble#id}; null if there was none
 * @param attempts the newest ones, ascending
 * @param next when it may be sent again; null while it is being sent, and once it is over
 */
public record Delivery(
    UUID id,
    long number,
    String event,
    State state,
    @Nullable String trouble,
    List<Attempt> attempts,
    Instant created,
    @Nullable Instant next) {

  public Delivery {
    attempts = List.copyOf(attempts);
  }

  /** Where it stands. */
  public enum State {
    PENDING,
    DELIVERED,
    /** It was given up. */
    DEAD;

    /** As it is stored and sent. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * One attempt.
   *
   * @param at its end
   * @param tookMillis from the look-up of the name to the end of the answer
   * @param trouble null if it was taken
   */
  public record Attempt(
      Instant at, @Nullable Integer status, long tookMillis, @Nullable String trouble) {}
}
