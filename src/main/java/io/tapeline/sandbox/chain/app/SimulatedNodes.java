package io.tapeline.sandbox.chain.app;

import io.tapeline.sandbox.chain.SandboxChain;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.tapeline.sandbox.chain.activity.World;
import io.tapeline.sandbox.chain.fault.NodeFault;
import io.tapeline.sandbox.chain.fault.NodeFaultKind;
import io.tapeline.sandbox.chain.rpc.ChainRpc;
import io.tapeline.sandbox.wire.Moments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The nodes of the simulated chain: all have the same one, but for what is wrong with each. */
@Singleton
public class SimulatedNodes {

  /** As which it is followed; it is not Ethereum. */
  public static final String CHAIN = "sandbox-ethereum";

  public static final List<String> NAMES = List.of("a", "b", "c");

  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final SandboxChainConfig config;
  private final long seed;
  private final ChainFaults faults;
  private final InstantSource clock;
  private @Nullable SandboxChain chain;
  private volatile int port;

  @Inject
  public SimulatedNodes(
      SandboxChainConfig config,
      @ConfigProperty(name = "tapeline.sandbox.seed", defaultValue = "1") long seed,
      ChainFaults faults,
      InstantSource clock) {
    this.config = config;
    this.seed = seed;
    this.faults = faults;
    this.clock = clock;
  }

  /** From now on they answer at this port of this machine. */
  void listen(int now) {
    port = now;
  }

  /** Where a node answers; nothing before it does. */
  Optional<URI> address(String node) {
    int at = port;
    return at == 0
        ? Optional.empty()
        : Optional.of(URI.create("http://127.0.0.1:" + at + "/chain/" + node));
  }

  /** Whether there is a node of this name. */
  boolean has(String node) {
    return config.enabled() && NAMES.contains(node);
  }

  boolean isEnabled() {
    return config.enabled();
  }

  long nowNanos() {
    return Moments.nanos(clock.instant());
  }

  private synchronized SandboxChain chain() {
    SandboxChain made = chain;
    if (made == null) {
      ChainTerms terms = new ChainTerms((int) config.blockEvery().toSeconds());
      made = new SandboxChain(new World(seed), terms);
      chain = made;
    }
    return made;
  }

  /** What keeps a node from answering at all, if anything does. */
  Optional<NodeFaultKind> outage(String node) {
    long now = nowNanos();
    return List.of(
            NodeFaultKind.SILENT, NodeFaultKind.ERROR, NodeFaultKind.HTML, NodeFaultKind.LIMIT)
        .stream()
        .filter(kind -> faults.of(kind, node, now).isPresent())
        .findFirst();
  }

  /** What a node knows. May take some seconds the first time, and when the chain begins anew. */
  ChainRpc at(String node) {
    long now = nowNanos();
    View view =
        faults
            .of(NodeFaultKind.LIE, node, now)
            .map(fault -> lie(node, fault, now))
            .orElseGet(() -> chain().at(now / NANOS_PER_SECOND));
    View late =
        faults
            .of(NodeFaultKind.LAG, node, now)
            .map(fault -> view.behind(fault.blocks()))
            .orElse(view);
    return new ChainRpc(late, faults.of(NodeFaultKind.FORGE, node, now).isPresent());
  }

  private View lie(String node, NodeFault fault, long now) {
    return chain()
        .lie(
            fault.fromNanos() / NANOS_PER_SECOND,
            fault.blocks(),
            NAMES.indexOf(node),
            now / NANOS_PER_SECOND);
  }

  /** Puts other blocks in the place of the last ones. */
  View reorg(int depth) {
    return chain().reorg(depth, nowNanos() / NANOS_PER_SECOND);
  }
}
