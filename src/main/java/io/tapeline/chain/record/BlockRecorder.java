package io.tapeline.chain.record;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.app.ChainWatch;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Following;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Has the blocks of chains stored, by the process that stores the feed. */
@ApplicationScoped
public class BlockRecorder implements Part {

  /** There is a look at what is in memory; nobody is asked where nothing is new. */
  private static final long LOOK_EVERY_MILLIS = 50;

  /** So far behind the head is as good as at it. */
  private static final long USUAL_BACKLOG_BLOCKS = 10;

  private record Recording(BlockRounds rounds, Following following) {

    /** A clause; null where there is none. */
    @Nullable String problem() {
      String held = following.problem();
      long backlog = rounds.backlog().orElse(0);
      if (held != null) {
        return held + " (" + backlog + " blocks behind)";
      }
      return backlog > USUAL_BACKLOG_BLOCKS ? rounds.name() + " are " + backlog + " behind" : null;
    }
  }

  private final List<Recording> all;
  private final FeedName feed;

  public BlockRecorder(
      @All List<EvmChains> chains,
      ChainWatch watch,
      BlockStore store,
      ChainMeters meters,
      FeedName feed,
      Database database,
      Vertx vertx) {
    this.feed = feed;
    this.all =
        chains.stream()
            .flatMap(kind -> kind.evm().stream())
            .filter(chain -> chain.indexing().isOn())
            .map(chain -> new BlockRounds(chain, watch.heads(chain), store, meters))
            .map(
                rounds ->
                    new Recording(
                        rounds, new Following(rounds, database, vertx, LOOK_EVERY_MILLIS)))
            .toList();
  }

  void start(@Observes StartupEvent event) {
    if (feed.isFollowed()) {
      all.forEach(each -> each.following.start());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    all.forEach(each -> each.following.stop());
  }

  @Override
  public String name() {
    return "blocks";
  }

  @Override
  public boolean isOutside() {
    return true;
  }

  @Override
  public Optional<String> problem() {
    String problems =
        all.stream()
            .map(Recording::problem)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
  }
}
