package io.tapeline.chain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.HttpCall;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.OutsideUpstream;
import io.tapeline.ops.upstream.Outsider;
import io.tapeline.ops.upstream.RetryAfter;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one node by JSON-RPC over HTTP. Whatever the node does, an ask ends in an answer or in a
 * {@link NodeException}. Before anything is believed, the node has said that it is of its chain; it
 * says so again after each failure, since another may stand there now.
 */
final class RpcClient {

  private static final int OK = 200;
  private static final int LONG_BYTES = 1 << 15;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int SERVER_ERRORS = 500;

  /** For a node that does not say how long it wants to be left alone. */
  private static final Duration REST = Duration.ofSeconds(1);

  /** However long it wants to be left alone, it is tried then. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private static final RpcCall CHAIN_ID = RpcCall.of("eth_chainId");

  private final DeclaredNode declared;
  private final HttpCall http;
  private final OutsideUpstream upstream;
  private final InstantSource clock;
  private final Pace pace;
  private volatile boolean isOfItsChain;
  private volatile Instant restsUntil = Instant.MIN;

  RpcClient(DeclaredNode declared, HttpClient http, Upstreams upstreams, InstantSource clock) {
    this.declared = declared;
    this.http = new HttpCall(http, declared.config().maxAnswerBytes());
    this.clock = clock;
    this.pace = new Pace(declared.config().callsPerSecond(), System::nanoTime);
    String name = declared.chain() + "/" + declared.name();
    this.upstream =
        upstreams.outside(
            Outsider.node(name),
            Care.of("chain-" + name, declared.config().timeout())
                .failing(RpcClient::isOutage)
                .again(RpcClient::isLost));
  }

  /** Answers that can be read are no outage, whatever they say. */
  private static boolean isOutage(Throwable failure) {
    return switch (failure) {
      case NodeException said ->
          said.fault() == NodeFault.DOWN || said.fault() == NodeFault.MALFORMED;
      case HttpCall.TooLargeException _ -> false;
      default -> true;
    };
  }

  /** A lost connection; nothing is changed by an ask, so it may be made again. */
  private static boolean isLost(Throwable failure) {
    return !(failure instanceof NodeException
        || failure instanceof HttpCall.TooLargeException
        || failure instanceof TimeoutException);
  }

  int maxBatch() {
    return declared.config().maxBatch();
  }

  /** The result of one call; its error is a failure. */
  Uni<JsonNode> ask(RpcCall call) {
    return ask(List.of(call)).map(answers -> value(answers.getFirst()));
  }

  /**
   * What it says to each call, in their order.
   *
   * @param calls at least one, and at most a batch
   */
  Uni<List<RpcAnswer>> ask(List<RpcCall> calls) {
    return Uni.createFrom()
        .deferred(() -> isOfItsChain ? send(calls) : introduced(calls))
        .onFailure()
        .transform(this::failed);
  }

  /** The same for few calls, one by one where it takes no batches of so many. */
  Uni<List<RpcAnswer>> askAll(List<RpcCall> calls) {
    if (calls.size() <= maxBatch()) {
      return ask(calls);
    }
    return Uni.join()
        .all(calls.stream().map(call -> ask(List.of(call))).toList())
        .usingConcurrencyOf(1)
        .andFailFast()
        .map(answers -> answers.stream().map(List::getFirst).toList());
  }

  /** Asks for the chain's number along with the rest, or before it where that is too many. */
  private Uni<List<RpcAnswer>> introduced(List<RpcCall> calls) {
    if (calls.size() >= maxBatch()) {
      return send(List.of(CHAIN_ID))
          .invoke(answers -> introduce(answers.getFirst()))
          .chain(() -> send(calls));
    }
    List<RpcCall> all = new ArrayList<>(calls);
    all.add(CHAIN_ID);
    return send(all)
        .map(
            answers -> {
              introduce(answers.getLast());
              return answers.subList(0, calls.size());
            });
  }

  private void introduce(RpcAnswer answer) {
    long chain = Quantity.read("eth_chainId", value(answer));
    if (chain != declared.chainId()) {
      throw new NodeException(
          NodeFault.WRONG_CHAIN,
          "it is a node of chain %d, not %d".formatted(chain, declared.chainId()));
    }
    isOfItsChain = true;
  }

  static JsonNode value(RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Value(JsonNode json) -> json;
      case RpcAnswer.Failed failed -> throw RpcCodec.failure(failed);
    };
  }

  private Uni<List<RpcAnswer>> send(List<RpcCall> calls) {
    refuseTooMuch(calls.size());
    byte[] question = RpcCodec.question(calls);
    return upstream.call(
        Leave.OWN,
        () ->
            http.ask(request(), question)
                .chain(RpcClient::apart)
                .map(answered -> RpcCodec.answers(accepted(answered), calls.size())));
  }

  /** Long answers are read, and what stands in them is checked, where nobody else waits. */
  private static Uni<HttpCall.Answered> apart(HttpCall.Answered answered) {
    Uni<HttpCall.Answered> item = Uni.createFrom().item(answered);
    return answered.body().length < LONG_BYTES
        ? item
        : item.emitOn(Infrastructure.getDefaultWorkerPool());
  }

  private void refuseTooMuch(int calls) {
    Instant now = clock.instant();
    Instant until = restsUntil;
    if (now.isBefore(until)) {
      throw new NodeException(
          NodeFault.LIMITED, "it asked to be left alone", Duration.between(now, until));
    }
    Duration wait = pace.take(calls);
    if (!wait.isZero()) {
      throw new NodeException(
          NodeFault.LIMITED, "it was asked as often as the configuration allows", wait);
    }
  }

  private RequestOptions request() {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(declared.url().toString())
            .setTimeout(declared.config().timeout().toMillis())
            .putHeader("Accept", "application/json")
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "tapeline");
    declared
        .config()
        .token()
        .ifPresent(token -> options.putHeader("Authorization", "Bearer " + token));
    return options;
  }

  private byte[] accepted(HttpCall.Answered answer) {
    int status = answer.status();
    if (status == OK) {
      return answer.body();
    }
    @Nullable Duration wait =
        RetryAfter.parse(answer.head().getHeader("Retry-After"), clock.instant(), LONGEST_REST)
            .orElse(null);
    String detail = "it answers with status " + status;
    if (status == TOO_MANY_REQUESTS || (status == UNAVAILABLE && wait != null)) {
      throw limited(detail, wait);
    }
    throw new NodeException(
        status >= SERVER_ERRORS ? NodeFault.DOWN : NodeFault.REFUSED, detail, wait);
  }

  private NodeException limited(String detail, @Nullable Duration wait) {
    restsUntil = clock.instant().plus(wait == null ? REST : wait);
    return new NodeException(NodeFault.LIMITED, detail, wait);
  }

  /** Nothing that failures say of themselves is told on: it may hold an address. */
  private Throwable failed(Throwable failure) {
    NodeException known =
        switch (failure) {
          case NodeException said -> said;
          case RefusedException refused ->
              new NodeException(NodeFault.ABSURD, String.valueOf(refused.getMessage()));
          case TimeoutException _ -> new NodeException(NodeFault.SLOW, "it did not answer in time");
          case CircuitBreakerOpenException _ ->
              new NodeException(
                  NodeFault.RESTING, "many asks failed, so it is left alone for a while");
          case HttpCall.TooLargeException _ ->
              new NodeException(NodeFault.TOO_LARGE, "the answer is too long");
          default -> new NodeException(NodeFault.DOWN, "there is no connection to it");
        };
    if (known.fault() != NodeFault.ERROR && known.fault() != NodeFault.LIMITED) {
      isOfItsChain = false;
    }
    return known;
  }
}
