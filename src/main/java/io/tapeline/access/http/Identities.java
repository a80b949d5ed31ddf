package io.tapeline.access.http;

import io.tapeline.access.ApiKey;
import io.tapeline.access.Caller;
import io.tapeline.access.KeyText;
import io.tapeline.access.Standing;
import io.tapeline.access.app.BootstrapKey;
import io.tapeline.access.app.KnownKeys;
import io.tapeline.ops.FeedName;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.Context;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Finds out who sent a request. */
@Singleton
class Identities {

  private final KnownKeys keys;
  private final BootstrapKey bootstrap;
  private final FeedName feed;
  private final Clock clock;

  Identities(KnownKeys keys, BootstrapKey bootstrap, FeedName feed, Clock clock) {
    this.keys = keys;
    this.bootstrap = bootstrap;
    this.feed = feed;
    this.clock = clock;
  }

  /** Who it is, or why it is nobody. */
  sealed interface Identity {
    record Known(Caller caller) implements Identity {}

    record Wrong(Problem why) implements Identity {}
  }

  /** From memory where the key is known; else the request waits, and reads no body meanwhile. */
  void identify(Entry entry, Consumer<Identity> then) {
    switch (Credentials.of(entry.route().request())) {
      case Credentials.None _ -> then.accept(new Identity.Known(entry.stranger()));
      case Credentials.Unreadable(var given) ->
          bootstrap
              .meantBy(given)
              .ifPresentOrElse(text -> find(text, entry, then), () -> then.accept(unknown()));
      case Credentials.Key(var text) -> find(text, entry, then);
    }
  }

  private void find(KeyText text, Entry entry, Consumer<Identity> then) {
    when(keys.find(text).subscribeAsCompletionStage(), entry, then);
  }

  private void when(
      CompletableFuture<Optional<ApiKey>> found, Entry entry, Consumer<Identity> then) {
    if (found.isDone()) {
      then.accept(told(found, entry));
      return;
    }
    Context context = entry.route().vertx().getOrCreateContext();
    entry.route().request().pause();
    var _ =
        found.whenComplete(
            (_, _) ->
                context.runOnContext(
                    _ -> {
                      entry.route().request().resume();
                      then.accept(told(found, entry));
                    }));
  }

  private Identity told(CompletableFuture<Optional<ApiKey>> found, Entry entry) {
    if (found.isCompletedExceptionally()) {
      Throwable failure = found.exceptionNow();
      return new Identity.Wrong(
          failure instanceof ProblemException known
              ? known.problem()
              : new Problem.StoreUnavailable());
    }
    return found.resultNow().map(key -> judged(key, entry)).orElseGet(Identities::unknown);
  }

  private static Identity unknown() {
    return new Identity.Wrong(new Problem.UnknownKey());
  }

  private Identity judged(ApiKey key, Entry entry) {
    return switch (key.standing(clock.instant(), entry.from())) {
      case Standing.Valid _ ->
          key.test() && !feed.isSandbox()
              ? new Identity.Wrong(new Problem.TestKey(feed.id()))
              : new Identity.Known(Caller.of(key));
      case Standing.Expired _ -> new Identity.Wrong(new Problem.KeyExpired());
      case Standing.Revoked _ -> new Identity.Wrong(new Problem.KeyRevoked());
      case Standing.WrongAddress _ -> new Identity.Wrong(new Problem.AddressNotAllowed());
    };
  }
}
