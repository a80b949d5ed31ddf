package io.tapeline.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Where somebody wants to be told of something.
 *
 * @param tenant whose it is
 * @param note for people
 * @param failures attempts that failed since one went well
 */
public record Webhook(
    UUID id,
    UUID tenant,
    ReceiverUrl url,
    Subscription subscription,
    String note,
    State state,
    int failures,
    Instant created) {

  /** Whether more will be told. */
  public enum State {
    ACTIVE,
    /** It was to be told of one crossing, and that has come. */
    FIRED,
    /** Its receiver has answered that it wants nothing more. */
    GONE;

    /** As it is stored and sent. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT));
    }
  }
}
