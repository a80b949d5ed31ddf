package io.tapeline.access.http;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Identities.Identity;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What has to be known before a request can go on.
 *
 * @param asked from memory, or from the database
 * @param unknown why it is nobody if nothing is found
 */
record LookUp<T>(Uni<Optional<T>> asked, Problem unknown) {

  /**
   * Goes on at once where it is known; else the request waits.
   *
   * @param judge who it is by what was found
   */
  void forEntry(Entry entry, Function<T, Identity> judge, Consumer<Identity> then) {
    CompletableFuture<Optional<T>> found = asked.subscribeAsCompletionStage();
    if (found.isDone()) {
      then.accept(told(found, judge));
      return;
    }
    Context context = entry.route().vertx().getOrCreateContext();
    var _ =
        found.whenComplete((_, _) -> context.runOnContext(_ -> then.accept(told(found, judge))));
  }

  private Identity told(CompletableFuture<Optional<T>> found, Function<T, Identity> judge) {
    if (found.isCompletedExceptionally()) {
      return new Identity.Wrong(
          found.exceptionNow() instanceof ProblemException known
              ? known.problem()
              : new Problem.StoreUnavailable());
    }
    return found.resultNow().map(judge).orElseGet(() -> new Identity.Wrong(unknown));
  }
}
