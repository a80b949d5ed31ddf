package io.tapeline.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** What callers send with a request that is to be done once, however often it arrives. */
public final class IdempotencyKey {

  public static final String HEADER = "Idempotency-Key";

  /** What it is for, in the words of the contract. */
  public static final String MEANING =
      "1 to 255 characters of your own: the same request with the same key is done once.";

  private static final int MAX_LENGTH = 255;

  private IdempotencyKey() {}

  /**
   * @throws io.tapeline.problem.ProblemException if what is sent can't be one, or is several
   */
  public static void check(HttpServerRequest request) {
    List<String> given = request.headers().getAll(HEADER);
    Inputs inputs = new Inputs();
    if (given.size() > 1) {
      inputs.wrong(HEADER, "must be given once", String.join(", ", given));
    } else if (given.stream().anyMatch(key -> key.isBlank() || key.length() > MAX_LENGTH)) {
      inputs.wrong(HEADER, "must be 1 to " + MAX_LENGTH + " characters", given.getFirst());
    }
    inputs.check();
  }
}
