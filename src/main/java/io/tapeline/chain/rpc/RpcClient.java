package io.tapeline.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks one node by JSON-RPC. Whatever the node does, an ask ends in an answer or in a {@link
 * NodeException}. Before anything is believed, the node has said that it is of its chain; it says
 * so again after each failure and after a while, since another may stand there now.
 */
public final class RpcClient {

  /** So long a node is of the chain that it said. */
  static final Duration INTRODUCED = Duration.ofMinutes(1);

  private final NodeHttp http;
  private final Introduction introduction;
  private volatile Instant introduced = Instant.MIN;

  public RpcClient(NodeHttp http, Introduction introduction) {
    this.http = http;
    this.introduction = introduction;
  }

  public int maxBatch() {
    return http.declared().config().maxBatch();
  }

  /** The result of one call; its error is a failure. */
  public Uni<JsonNode> ask(RpcCall call) {
    return ask(List.of(call)).map(answers -> value(answers.getFirst()));
  }

  /**
   * What it says to each call, in their order.
   *
   * @param calls at least one, and at most a batch
   */
  public Uni<List<RpcAnswer>> ask(List<RpcCall> calls) {
    return Uni.createFrom()
        .deferred(() -> isOfItsChain() ? send(calls) : introduced(calls))
        .onFailure()
        .transform(this::failed);
  }

  /** The same for few calls, one by one where it takes no batches of so many. */
  public Uni<List<RpcAnswer>> askAll(List<RpcCall> calls) {
    if (calls.size() <= maxBatch()) {
      return ask(calls);
    }
    return Uni.join()
        .all(calls.stream().map(call -> ask(List.of(call))).toList())
        .usingConcurrencyOf(1)
        .andFailFast()
        .map(answers -> answers.stream().map(List::getFirst).toList());
  }

  /** Has it introduce itself along with the rest, or before it where that is too many. */
  private Uni<List<RpcAnswer>> introduced(List<RpcCall> calls) {
    if (calls.size() >= maxBatch()) {
      return send(List.of(introduction.call()))
          .invoke(answers -> introduce(answers.getFirst()))
          .chain(() -> send(calls));
    }
    List<RpcCall> all = new ArrayList<>(calls);
    all.add(introduction.call());
    return send(all)
        .map(
            answers -> {
              introduce(answers.getLast());
              return answers.subList(0, calls.size());
            });
  }

  private void introduce(RpcAnswer answer) {
    introduction.check().accept(value(answer));
    introduced = http.clock().instant();
  }

  private boolean isOfItsChain() {
    return http.clock().instant().isBefore(introduced.plus(INTRODUCED));
  }

  public static JsonNode value(RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Value(JsonNode json) -> json;
      case RpcAnswer.Failed failed -> throw RpcCodec.failure(failed);
    };
  }

  private Uni<List<RpcAnswer>> send(List<RpcCall> calls) {
    byte[] question = RpcCodec.question(calls);
    return http.post(question, calls.size(), reply -> RpcCodec.answers(reply.body(), calls.size()));
  }

  private Throwable failed(Throwable failure) {
    NodeException known = NodeHttp.known(failure);
    if (known.fault() != NodeFault.ERROR && known.fault() != NodeFault.LIMITED) {
      introduced = Instant.MIN;
    }
    return known;
  }
}
