package io.tapeline.webhook;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param status of the answer; null without one
 * @param trouble null if it was taken
 * @param retryAfter for so long the receiver wants to be left alone; null if it did not say
 */
public record Outcome(
    @Nullable Integer status, @Nullable Trouble trouble, @Nullable Duration retryAfter) {

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int REFUSED = 400;
  private static final int GONE = 410;

  /** What is in the way. */
  public enum Trouble {
    /**
     * The name has no address, or one that nothing may be sent to. Which of both is not told: it
     * would tell which names there are in a network that the caller can't look into.
     */
    ADDRESS,
    /** No connection, or it was lost, or what came was no HTTP. */
    CONNECTION,
    /** The certificate is not that of the name, or nobody known vouches for it. */
    TLS,
    /** No answer in time. */
    TIMEOUT,
    /** The answer sends elsewhere, which is not followed. */
    REDIRECT,
    /** The answer is a refusal. */
    STATUS,
    /** The receiver wants nothing more. */
    GONE,
    /** Too much waited for this receiver: it was not tried. */
    OVERFLOW;

    /** As it is stored and sent. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Outcome of(Trouble trouble) {
    return new Outcome(null, trouble, null);
  }

  public static Outcome answered(int status, @Nullable Duration retryAfter) {
    return new Outcome(status, trouble(status), retryAfter);
  }

  private static @Nullable Trouble trouble(int status) {
    if (status >= OK && status < REDIRECT) {
      return null;
    }
    if (status == GONE) {
      return Trouble.GONE;
    }
    return status >= REDIRECT && status < REFUSED ? Trouble.REDIRECT : Trouble.STATUS;
  }

  public boolean isTaken() {
    return trouble == null;
  }
}
