package io.tapeline.sandbox.chain.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.Configs;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.evm.ConfiguredChains;
import io.tapeline.ops.upstream.TestUpstreams;
import io.tapeline.sandbox.app.TestSandbox;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sandbox whose clock stands until it is set, and a client that follows its three nodes. */
public final class ChainSandbox implements AutoCloseable {

  /** The chain has just begun anew: little has to be made. */
  static final Instant BEGIN = Instant.parse("2026-11-26T00:00:00Z");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private volatile Instant now = BEGIN;
  private final TestSandbox sandbox;

  public ChainSandbox(Map<String, String> settings) {
    InstantSource clock = () -> now;
    sandbox = new TestSandbox(clock, settings);
  }

  public ChainSandbox() {
    this(Map.of());
  }

  TestSandbox sandbox() {
    return sandbox;
  }

  public void passSeconds(long seconds) {
    now = now.plusSeconds(seconds);
  }

  String url(String node) {
    return "http://127.0.0.1:" + sandbox.port() + "/chain/" + node;
  }

  HttpResponse<String> post(String node, String body) throws Exception {
    return sandbox.post("/chain/" + node, body);
  }

  /** What a node answers to a call. */
  JsonNode ask(String node, String method, Object... params) throws Exception {
    String body =
        MAPPER.writeValueAsString(
            Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(params)));
    HttpResponse<String> answer = post(node, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  public JsonNode result(String method, Object... params) throws Exception {
    JsonNode answer = ask("a", method, params);
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
    return answer.path("result");
  }

  /** Switches a fault of the chain on. */
  void fault(String members) throws Exception {
    HttpResponse<String> answer =
        sandbox.post("/sandbox/faults", "{\"chain\":\"sandbox-ethereum\"," + members + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** The chain as a client of its three nodes has it. */
  public EvmChain followed(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.sandbox.chain-id", Long.toString(ChainTerms.ID));
    for (String name : SimulatedNodes.NAMES) {
      String node = "tapeline.chains.sandbox.nodes." + name;
      settings.put(node + ".url", url(name));
      settings.put(node + ".timeout", "20s");
      settings.put(node + ".calls-per-second", "100000");
      settings.put(node + ".max-batch", "100");
    }
    settings.putAll(more);
    return new ConfiguredChains(
            Configs.of(ChainsConfig.class, settings),
            TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "200ms")),
            vertx,
            Clock.systemUTC())
        .findEvm("sandbox")
        .orElseThrow();
  }

  @Override
  public void close() {
    sandbox.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
