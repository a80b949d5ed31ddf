package io.tapeline.chain.app;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Following;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.Part;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Follows every chain that there is, as often as it is said to be polled. */
@ApplicationScoped
public class ChainWatch implements Part {

  private static final Logger LOG = Logger.getLogger(ChainWatch.class);

  /** So long a simulated chain may need until its nodes first answer. */
  private static final Duration BEGINNING = Duration.ofMinutes(2);

  private final List<ChainTracker> trackers;
  private final List<RoundTimer> timers;
  private final Clock clock;
  private final Instant begun;

  public ChainWatch(@All List<Chains> kinds, Vertx vertx, Clock clock, ChainMeters meters) {
    this.clock = clock;
    this.begun = clock.instant();
    this.trackers =
        kinds.stream()
            .flatMap(chains -> trackers(chains, clock, meters))
            .sorted(Comparator.comparing((ChainTracker tracker) -> tracker.chain().name()))
            .toList();
    this.timers = trackers.stream().map(tracker -> new RoundTimer(tracker, vertx)).toList();
    trackers.forEach(tracker -> measure(tracker, clock, meters));
  }

  private static Stream<ChainTracker> trackers(Chains chains, Clock clock, ChainMeters meters) {
    return chains.all().stream()
        .map(
            chain ->
                chains.tracker(chain, clock, following -> tell(chain.name(), following, meters)));
  }

  private static void measure(ChainTracker tracker, InstantSource clock, ChainMeters meters) {
    String chain = tracker.chain().name();
    meters.head(
        chain,
        () -> tracker.latest().map(BlockRef::number).map(Long::doubleValue).orElse(Double.NaN),
        () ->
            tracker
                .latest()
                .map(block -> Duration.between(block.time(), clock.instant()).toNanos())
                .orElse(0L));
    for (NodeState node : tracker.chain().nodes().states()) {
      meters.nodeLag(chain, node.name(), () -> lag(tracker, node.name()));
    }
  }

  /** Not a number where the node, or all of them, said nothing. */
  private static double lag(ChainTracker tracker, String node) {
    Long height = tracker.heights().get(node);
    BlockRef latest = tracker.latest().orElse(null);
    return height == null || latest == null ? Double.NaN : Math.max(0, latest.number() - height);
  }

  private static void tell(String chain, Following following, ChainMeters meters) {
    switch (following) {
      case Following.Reorganized(var orphaned, var joined) -> {
        meters.reorgs(chain).increment();
        LOG.infof(
            "%s: %d blocks were taken back from block %d on, %d stand there now",
            chain, orphaned.size(), joined.getFirst().number(), joined.size());
      }
      case Following.TooDeep(var tip, long lowest) ->
          LOG.errorf(
              "%s: its branch up to block %d begins before block %d, the oldest that is kept; it is"
                  + " followed anew",
              chain, tip.number(), lowest);
      case Following.Extended _, Following.Unchanged _, Following.Missing _ -> {
        // the usual
      }
    }
  }

  void start(@Observes StartupEvent event) {
    timers.forEach(RoundTimer::start);
  }

  void stop(@Observes ShutdownEvent event) {
    timers.forEach(RoundTimer::stop);
  }

  /** Somebody says that a chain has a new block: nodes are asked at once, whoever that is. */
  public void soon(String chain) {
    timers.stream()
        .filter(timer -> timer.tracker().chain().name().equals(chain))
        .forEach(RoundTimer::soon);
  }

  /** Ascending by name. */
  public List<ChainTracker> trackers() {
    return trackers;
  }

  /** What follows one of the chains like Ethereum. */
  public HeadTracker heads(EvmChain chain) {
    return trackers.stream()
        .filter(tracker -> tracker.chain().name().equals(chain.name()))
        .map(HeadTracker.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String name() {
    return "chains";
  }

  @Override
  public boolean isOutside() {
    return true;
  }

  @Override
  public Optional<String> problem() {
    String all =
        trackers.stream()
            .filter(tracker -> !isBeginning(tracker))
            .flatMap(tracker -> problem(tracker).stream())
            .collect(Collectors.joining(" "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /** A simulated chain is made up first, which takes a while and is no problem. */
  private boolean isBeginning(ChainTracker tracker) {
    return tracker.chain().kind() instanceof ChainKind.Evm evm
        && evm.isSimulated()
        && tracker.state().head() == null
        && clock.instant().isBefore(begun.plus(BEGINNING));
  }

  private static Optional<String> problem(ChainTracker tracker) {
    String name = tracker.chain().name();
    String held = tracker.state().problem();
    String nodes =
        tracker.chain().nodes().states().stream()
            .filter(state -> !state.works())
            .map(ChainWatch::reason)
            .collect(Collectors.joining(", "));
    if (held == null && nodes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (name + ": " + (held == null ? "" : held + " ")).strip()
            + (nodes.isEmpty() ? "" : " Nodes that do not work: " + nodes + "."));
  }

  private static String reason(NodeState state) {
    if (state.aside() != null) {
      return state.name() + " is set aside (" + state.aside() + ")";
    }
    if (state.doubt() != null) {
      return state.name() + " is doubted (" + state.doubt() + ")";
    }
    NodeState.Fault fault = state.fault();
    return fault == null ? state.name() : state.name() + " (" + fault.detail() + ")";
  }
}
