package io.tapeline.chain.metric.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.ChainWatch;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.ops.Repeated;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Has whole hours kept as blocks become final. */
@ApplicationScoped
public class HourKeeping {

  private static final Logger LOG = Logger.getLogger(HourKeeping.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final EvmChains chains;
  private final HourKeeper keeper;
  private final Repeated rounds;

  public HourKeeping(ChainWatch watch, EvmChains chains, HourKeeper keeper, Vertx vertx) {
    this.chains = chains;
    this.keeper = keeper;
    this.rounds = new Repeated(vertx, EVERY, () -> all(watch.trackers()), HourKeeping::failed);
  }

  void start(@Observes StartupEvent event) {
    if (!chains.evm().isEmpty()) {
      rounds.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  private static void failed(Throwable failure) {
    LOG.warnf("hours of chains are not kept: %s", failure.getMessage());
  }

  private Uni<Void> all(List<ChainTracker> trackers) {
    Uni<Void> each = Uni.createFrom().voidItem();
    for (ChainTracker tracker : trackers) {
      String chain = tracker.chain().name();
      Optional<Long> newest =
          Optional.ofNullable(tracker.state().head())
              .map(Head::finalized)
              .map(BlockRef::number)
              .filter(_ -> chains.findEvm(chain).isPresent());
      if (newest.isPresent()) {
        each = each.chain(() -> keeper.keep(chain, newest.get()));
      }
    }
    return each;
  }
}
