package io.tapeline.access.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeyStore;
import io.tapeline.access.app.Keys.Actor;
import io.tapeline.access.app.Once;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Requests that make something, and may come again under the same idempotency key. That they were
 * done is written down with what they did, or not at all.
 */
@ApplicationScoped
public class Repeats {

  private final KeyStore store;
  private final ObjectMapper mapper;

  public Repeats(KeyStore store, ObjectMapper mapper) {
    this.store = store;
    this.mapper = mapper;
  }

  /**
   * Who does something, once if they send a key with it.
   *
   * @param request the body as it was read
   */
  public Actor actor(RoutingContext route, Object request) {
    String key = IdempotencyKey.of(route.request());
    Actor actor = Actors.of(route);
    if (key == null) {
      return actor;
    }
    String asked = route.request().method() + " " + route.normalizedPath() + " " + json(request);
    return actor.once(Once.of(Callers.of(route).account(), key, asked));
  }

  private String json(Object request) {
    try {
      return mapper.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is plain data", e);
    }
  }

  /**
   * Does it the first time, also where two come at the same moment.
   *
   * @param again the answer to a repeat, by the id of what was made
   */
  public <T> Uni<T> once(Actor actor, Supplier<Uni<T>> first, Function<UUID, Uni<T>> again) {
    Once once = actor.once();
    if (once == null) {
      return first.get();
    }
    return store
        .madeBy(once)
        .chain(
            made ->
                made.map(again)
                    .orElseGet(
                        () ->
                            first
                                .get()
                                .onFailure()
                                .recoverWithUni(failure -> after(failure, once, again))));
  }

  private <T> Uni<T> after(Throwable failure, Once once, Function<UUID, Uni<T>> again) {
    return store
        .madeBy(once)
        .chain(made -> made.map(again).orElseGet(() -> Uni.createFrom().failure(failure)));
  }

  /** For what came with a secret, which is told once. */
  public static <T> Uni<T> told(UUID made) {
    return Uni.createFrom().failure(new ProblemException(new Problem.AlreadyMade(made.toString())));
  }
}
