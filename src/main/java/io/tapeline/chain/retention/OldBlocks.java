package io.tapeline.chain.retention;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.Chains;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Following;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has old blocks removed of the chains that say how long they are kept, by the process that stores
 * the feed.
 */
@ApplicationScoped
public class OldBlocks {

  private static final long LOOK_EVERY_MILLIS = Duration.ofMinutes(10).toMillis();

  private final List<RemovalRounds> all;
  private final List<Following> following;
  private final FeedName feed;

  public OldBlocks(
      @All List<Chains> kinds,
      EdgeStore store,
      ChainMeters meters,
      FeedName feed,
      Database database,
      Vertx vertx,
      Clock clock) {
    this.feed = feed;
    this.all =
        kinds.stream()
            .flatMap(kind -> kind.stored().stream())
            .flatMap(chain -> rounds(chain, store, clock, meters))
            .toList();
    this.following =
        all.stream()
            .map(rounds -> new Following(rounds, database, vertx, LOOK_EVERY_MILLIS))
            .toList();
  }

  private static Stream<RemovalRounds> rounds(
      FollowedChain chain, EdgeStore store, Clock clock, ChainMeters meters) {
    Duration kept = chain.kept();
    return kept == null
        ? Stream.empty()
        : Stream.of(new RemovalRounds(chain, kept, store, clock, meters));
  }

  void start(@Observes StartupEvent event) {
    if (feed.isFollowed()) {
      following.forEach(Following::start);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    following.forEach(Following::stop);
  }

  /** All that can be removed now, whoever stores the feed. */
  public Uni<Void> sweep() {
    Uni<Void> each = Uni.createFrom().voidItem();
    for (RemovalRounds rounds : all) {
      each = each.chain(() -> toTheEnd(rounds));
    }
    return each;
  }

  private static Uni<Void> toTheEnd(RemovalRounds rounds) {
    return rounds.next().chain(more -> more ? toTheEnd(rounds) : Uni.createFrom().voidItem());
  }
}
