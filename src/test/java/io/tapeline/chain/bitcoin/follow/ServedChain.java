package io.tapeline.chain.bitcoin.follow;

import static java.util.Objects.requireNonNull;

import io.tapeline.Configs;
import io.tapeline.chain.bitcoin.node.BitcoinNodes;
import io.tapeline.chain.bitcoin.node.MinedChain;
import io.tapeline.chain.bitcoin.node.NodeServer;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chain that three nodes serve over sockets, and what follows it: a and b are Core's, c is an
 * explorer.
 */
public final class ServedChain implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, NodeServer> servers = new HashMap<>();
  private final ConfiguredBitcoin bitcoin;
  private final WorkTracker tracker;

  public ServedChain(MinedChain served) throws IOException {
    this(served, Map.of());
  }

  /**
   * @param more settings of the chain, such as where it begins
   */
  public ServedChain(MinedChain served, Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    more.forEach((name, value) -> settings.put("tapeline.chains.btc." + name, value));
    settings.put("tapeline.chains.btc.kind", "bitcoin");
    settings.put("tapeline.chains.btc.network", served.network().name());
    for (String name : List.of("a", "b", "c")) {
      NodeServer server = new NodeServer(served);
      servers.put(name, server);
      String node = "tapeline.chains.btc.nodes." + name;
      settings.put(node + ".url", name.equals("c") ? server.esplora() : server.rpc());
      settings.put(node + ".api", name.equals("c") ? "esplora" : "rpc");
      settings.put(node + ".timeout", "20s");
      settings.put(node + ".calls-per-second", "100000");
    }
    bitcoin =
        new ConfiguredBitcoin(
            Configs.of(ChainsConfig.class, settings),
            new BitcoinNodes(
                TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "200ms")),
                vertx,
                Clock.systemUTC()),
            Clock.systemUTC());
    tracker = (WorkTracker) bitcoin.tracker(bitcoin.all().getFirst(), Clock.systemUTC(), _ -> {});
    round();
  }

  public NodeServer server(String name) {
    return requireNonNull(servers.get(name));
  }

  public void allHave(MinedChain chain) {
    servers.values().forEach(server -> server.has(chain));
    round();
  }

  public void round() {
    var _ = tracker.round().await().atMost(PATIENCE);
  }

  public WorkTracker tracker() {
    return tracker;
  }

  public BitcoinChain chain() {
    return bitcoin.bitcoin().getFirst();
  }

  public ConfiguredBitcoin bitcoin() {
    return bitcoin;
  }

  @Override
  public void close() {
    servers.values().forEach(NodeServer::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
