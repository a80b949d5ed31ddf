package io.tapeline.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers send with a request that is to be done once, however often it arrives. */
public final class IdempotencyKey {

  public static final String HEADER = "Idempotency-Key";

  private static final int MAX_LENGTH = 255;

  private IdempotencyKey() {}

  /**
   * The one of this request; null if it has none.
   *
   * @throws io.tapeline.problem.ProblemException if what is sent can't be one, or is several
   */
  public static @Nullable String of(HttpServerRequest request) {
    List<String> given = request.headers().getAll(HEADER);
    Inputs inputs = new Inputs();
    if (given.size() > 1) {
      inputs.wrong(HEADER, "must be given once", String.join(", ", given));
    } else if (given.stream().anyMatch(key -> key.isBlank() || key.length() > MAX_LENGTH)) {
      inputs.wrong(HEADER, "must be 1 to " + MAX_LENGTH + " characters", given.getFirst());
    }
    inputs.check();
    return given.isEmpty() ? null : given.getFirst();
  }
}
