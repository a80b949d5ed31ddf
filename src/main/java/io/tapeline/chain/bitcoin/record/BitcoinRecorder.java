package io.tapeline.chain.bitcoin.record;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.app.ChainWatch;
import io.tapeline.chain.bitcoin.follow.BitcoinChain;
import io.tapeline.chain.bitcoin.follow.ConfiguredBitcoin;
import io.tapeline.chain.bitcoin.follow.WorkTracker;
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

/** Has the blocks of Bitcoin's networks stored, by the process that stores the feed. */
@ApplicationScoped
public class BitcoinRecorder implements Part {

  /** There is a look at what is in memory; nobody is asked where nothing is new. */
  private static final long LOOK_EVERY_MILLIS = 100;

  private final List<Following> all;
  private final FeedName feed;

  /**
   * @param watch has made what follows the chains
   */
  public BitcoinRecorder(
      ChainWatch watch,
      ConfiguredBitcoin bitcoin,
      Surveys surveys,
      BitcoinStore store,
      FeedName feed,
      Database database,
      Vertx vertx) {
    this.feed = feed;
    this.all =
        watch.trackers().stream()
            .filter(WorkTracker.class::isInstance)
            .map(WorkTracker.class::cast)
            .map(
                tracker -> rounds(tracker, bitcoin.require(tracker.chain().name()), surveys, store))
            .map(rounds -> new Following(rounds, database, vertx, LOOK_EVERY_MILLIS))
            .toList();
  }

  private static BitcoinRounds rounds(
      WorkTracker tracker, BitcoinChain chain, Surveys surveys, BitcoinStore store) {
    return new BitcoinRounds(tracker, surveys.of(chain), store, chain.nodes());
  }

  void start(@Observes StartupEvent event) {
    if (feed.isFollowed()) {
      all.forEach(Following::start);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    all.forEach(Following::stop);
  }

  @Override
  public String name() {
    return "bitcoin_blocks";
  }

  @Override
  public boolean isOutside() {
    return true;
  }

  @Override
  public Optional<String> problem() {
    String problems =
        all.stream()
            .map(Following::problem)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
  }
}
