package io.tapeline.sandbox.chain.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.chain.fault.NodeFaultKind;
import io.tapeline.sandbox.chain.rpc.ChainRpc;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A client's socket at a node: calls as over HTTP, and new heads for who subscribes to them. What
 * is said and what is told comes one after another.
 */
final class NodeSocket {

  private static final int LOOK_MILLIS = 200;
  private static final int MOST_SUBSCRIPTIONS = 16;

  /** After a reorg that is deeper, only the last ones are told. */
  private static final int MOST_TOLD = 64;

  private static final short GOING_AWAY = 1001;

  private final ServerWebSocket socket;
  private final String node;
  private final SimulatedNodes nodes;
  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
  private int made;
  private final NavigableMap<Long, Hash> told = new ConcurrentSkipListMap<>();
  private boolean isLooking;

  NodeSocket(
      ServerWebSocket socket,
      String node,
      SimulatedNodes nodes,
      Vertx vertx,
      WorkerExecutor workers) {
    this.socket = socket;
    this.node = node;
    this.nodes = nodes;
    this.vertx = vertx;
    this.workers = workers;
  }

  void open() {
    socket.textMessageHandler(this::hear);
    long timer = vertx.setPeriodic(LOOK_MILLIS, _ -> look());
    socket.closeHandler(_ -> vertx.cancelTimer(timer));
    socket.exceptionHandler(_ -> socket.close());
  }

  private boolean isOut() {
    Optional<NodeFaultKind> outage = nodes.outage(node);
    if (outage.isPresent() && outage.get() != NodeFaultKind.SILENT) {
      socket.close(GOING_AWAY, "sandbox fault: " + outage.get().id());
    }
    return outage.isPresent();
  }

  private void hear(String text) {
    if (isOut()) {
      return;
    }
    workers
        .executeBlocking(() -> answer(text), true)
        .onSuccess(answer -> answer.ifPresent(socket::writeTextMessage))
        .onFailure(_ -> socket.close());
  }

  private Optional<String> answer(String text) {
    ChainRpc rpc = nodes.at(node);
    JsonNode call = ChainRpc.read(text).orElse(null);
    if (call != null && call.path("method").asText("").equals("eth_subscribe")) {
      return Optional.of(subscribe(rpc, call));
    }
    if (call != null && call.path("method").asText("").equals("eth_unsubscribe")) {
      boolean was = subscriptions.remove(call.path("params").path(0).asText(""));
      return Optional.of(ChainRpc.succeeded(call.path("id"), Boolean.toString(was)));
    }
    return rpc.answer(text);
  }

  private String subscribe(ChainRpc rpc, JsonNode call) {
    boolean isHeads = call.path("params").path(0).asText("").equals("newHeads");
    if (!isHeads || subscriptions.size() == MOST_SUBSCRIPTIONS) {
      return ChainRpc.refused(
          call.path("id"), isHeads ? "too many subscriptions" : "only newHeads are told");
    }
    if (subscriptions.isEmpty()) {
      told.clear();
      note(rpc.view(), unknown(rpc.view()));
    }
    String id = "0x" + Integer.toHexString(++made);
    subscriptions.add(id);
    return ChainRpc.succeeded(call.path("id"), '"' + id + '"');
  }

  private void look() {
    if (subscriptions.isEmpty() || isLooking || isOut()) {
      return;
    }
    isLooking = true;
    workers
        .executeBlocking(this::heads, true)
        .onComplete(
            heads -> {
              isLooking = false;
              if (heads.succeeded() && !socket.isClosed()) {
                heads.result().forEach(socket::writeTextMessage);
              }
            });
  }

  /** What was not told yet, oldest first. */
  private List<String> heads() {
    ChainRpc rpc = nodes.at(node);
    List<SimulatedBlock> news = unknown(rpc.view());
    note(rpc.view(), news);
    return news.stream()
        .flatMap(block -> subscriptions.stream().map(id -> rpc.head(id, block)))
        .toList();
  }

  private List<SimulatedBlock> unknown(View view) {
    List<SimulatedBlock> news = new ArrayList<>();
    long lowest = Math.max(view.oldest(), view.newest() - MOST_TOLD + 1);
    for (long number = view.newest(); number >= lowest; number--) {
      SimulatedBlock block = view.branch().block(number);
      if (Objects.equals(told.get(number), block.hash())) {
        break;
      }
      news.add(block);
    }
    return news.reversed();
  }

  private void note(View view, List<SimulatedBlock> news) {
    news.forEach(block -> told.put(block.number(), block.hash()));
    told.headMap(view.newest() - MOST_TOLD).clear();
    told.tailMap(view.newest() + 1).clear();
  }
}
