package io.tapeline.http;

import org.jspecify.annotations.Nullable;

/** What callers send with a request that is to be done once, however often it arrives. */
public final class IdempotencyKey {

  public static final String HEADER = "Idempotency-Key";

  /** What it is for, in the words of the contract. */
  public static final String MEANING =
      "1 to 255 characters of your own: the same request with the same key is done once.";

  private static final int MAX_LENGTH = 255;

  private IdempotencyKey() {}

  /**
   * @param given null where there is none
   * @throws io.tapeline.problem.ProblemException if it can't be one
   */
  public static void check(@Nullable String given) {
    Inputs inputs = new Inputs();
    if (given != null && (given.isBlank() || given.length() > MAX_LENGTH)) {
      inputs.wrong(HEADER, "must be 1 to " + MAX_LENGTH + " characters", given);
    }
    inputs.check();
  }
}
