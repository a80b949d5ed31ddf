package io.tapeline.chain.announce;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.app.Chains;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Following;
import io.tapeline.webhook.app.ChainNames;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Has new reorgs looked through, by the process that stores the feed. */
@ApplicationScoped
public class ReorgWatch implements ChainNames, Part {

  private static final long LOOK_EVERY_MILLIS = 250;

  private final Set<String> names;
  private final FeedName feed;
  private final Following following;

  public ReorgWatch(
      @All List<Chains> kinds, ReorgEvents events, FeedName feed, Database database, Vertx vertx) {
    this.names =
        kinds.stream()
            .flatMap(kind -> kind.stored().stream())
            .map(FollowedChain::name)
            .collect(Collectors.toUnmodifiableSet());
    this.feed = feed;
    this.following = new Following(events, database, vertx, LOOK_EVERY_MILLIS);
  }

  void start(@Observes StartupEvent event) {
    if (feed.isFollowed() && !names.isEmpty()) {
      following.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    following.stop();
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public String name() {
    return "reorg_events";
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(following.problem());
  }
}
