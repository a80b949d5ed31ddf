package io.tapeline.ops.store;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Work with entities. Each has a session and a context of its own, since a session belongs to one
 * context, which nobody else may be using; whoever asked hears of it where they are.
 */
@ApplicationScoped
public class Sessions {

  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;

  public Sessions(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  /** In one transaction: all of it, or nothing if it fails. */
  public <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
    return onOwnContext(() -> sessions.withTransaction(work));
  }

  private <T> Uni<T> onOwnContext(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context caller = Vertx.currentContext();
              Uni<T> done =
                  Uni.createFrom()
                      .emitter(
                          heard ->
                              own()
                                  .runOnContext(
                                      _ ->
                                          work.get()
                                              .subscribe()
                                              .with(heard::complete, heard::fail)));
              return caller == null
                  ? done
                  : done.emitOn(told -> caller.runOnContext(_ -> told.run()));
            });
  }

  private Context own() {
    Context context =
        Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
    VertxContextSafetyToggle.setContextSafe(context, true);
    return context;
  }
}
