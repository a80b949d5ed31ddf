package io.tapeline.chain.pool.index;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.record.BlockNews;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.tapeline.ops.Repeated;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has pools of the index read: soon after a block was stored or taken back, whichever process did
 * that, and every second, so that silence is not taken for news. Where no pool is switched on it
 * does nothing. Recorded time has no blocks: a replay has no pools either.
 */
@ApplicationScoped
public class PoolWatch implements Part {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final int LOOKS_UNHEARD = 10;
  private static final String REPLAY = "replay";

  private static final class Watched {
    final String chain;
    long heard = Long.MIN_VALUE;
    int quiet;
    volatile @Nullable String problem = "they were not read yet";

    Watched(String chain) {
      this.chain = chain;
    }
  }

  private final PoolReader reader;
  private final BlockNews news;
  private final List<Watched> all;
  private final Repeated looks;

  PoolWatch(IndexedPools pools, PoolReader reader, BlockNews news, FeedName feed, Vertx vertx) {
    this.reader = reader;
    this.news = news;
    this.all =
        feed.isFollowed() && !feed.id().equals(REPLAY)
            ? pools.chains().stream().map(Watched::new).toList()
            : List.of();
    // what fails is told as the problem of its chain
    this.looks = new Repeated(vertx, LOOK_EVERY, this::look, _ -> {});
  }

  void start(@Observes StartupEvent event) {
    if (!all.isEmpty()) {
      all.forEach(each -> reader.announce(each.chain));
      looks.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    looks.stop();
  }

  private Uni<Void> look() {
    Uni<Void> each = Uni.createFrom().voidItem();
    for (Watched watched : all) {
      each = each.chain(() -> look(watched));
    }
    return each;
  }

  private Uni<Void> look(Watched watched) {
    long count = news.count(watched.chain);
    if (count == watched.heard && ++watched.quiet < LOOKS_UNHEARD) {
      return Uni.createFrom().voidItem();
    }
    watched.heard = count;
    watched.quiet = 0;
    return reader
        .read(watched.chain)
        .invoke(() -> watched.problem = null)
        .onFailure()
        .invoke(failure -> watched.problem = "they can't be read: " + failure.getMessage())
        .onFailure()
        .recoverWithNull();
  }

  @Override
  public String name() {
    return "index_pools";
  }

  @Override
  public Optional<String> problem() {
    return all.stream()
        .filter(watched -> watched.problem != null)
        .map(watched -> "Pools of " + watched.chain + ": " + watched.problem + ".")
        .findFirst();
  }
}
