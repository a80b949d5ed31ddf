package io.tapeline.chain.rpc;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.declared.ChainsConfig.NodeConfig;
import io.tapeline.chain.declared.DeclaredNode;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.HttpCall;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.OutsideUpstream;
import io.tapeline.ops.upstream.Outsider;
import io.tapeline.ops.upstream.RetryAfter;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one node by HTTP, no more than it may be asked. Whatever the node does, an ask ends in what
 * was read or in a failure that {@link #known} names. Any thread.
 */
public final class NodeHttp {

  private static final int OK = 200;
  private static final int LONG_BYTES = 1 << 15;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int SERVER_ERRORS = 500;

  /** For a node that does not say how long it wants to be left alone. */
  private static final Duration REST = Duration.ofSeconds(1);

  /** However long it wants to be left alone, it is tried then. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private final DeclaredNode declared;
  private final Set<Integer> telling;
  private final HttpCall http;
  private final Credentials credentials;
  private final OutsideUpstream upstream;
  private final InstantSource clock;
  private final Pace pace;
  private volatile Instant restsUntil = Instant.MIN;

  /** An answer that can be read. Nobody changes the array. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Reply(int status, byte[] body) {}

  /**
   * @param telling statuses beside 200 whose bodies say more than the status does
   */
  public NodeHttp(
      DeclaredNode declared,
      Set<Integer> telling,
      Vertx vertx,
      Upstreams upstreams,
      InstantSource clock) {
    NodeConfig config = declared.config();
    this.declared = declared;
    this.telling = Set.copyOf(telling);
    this.http =
        new HttpCall(
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setDecompressionSupported(true)
                    .setMaxPoolSize(config.concurrency())
                    .setConnectTimeout((int) config.timeout().toMillis())),
            config.maxAnswerBytes());
    this.credentials = new Credentials(config, vertx);
    this.clock = clock;
    this.pace = new Pace(config.callsPerSecond(), System::nanoTime);
    String name = declared.chain() + "/" + declared.name();
    this.upstream =
        upstreams.outside(
            Outsider.node(name),
            Care.of("chain-" + name, config.timeout())
                .failing(NodeHttp::isOutage)
                .again(NodeHttp::isLost));
  }

  public DeclaredNode declared() {
    return declared;
  }

  InstantSource clock() {
    return clock;
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

  /**
   * Sends a body to the node's address.
   *
   * @param calls as many as the node is to count
   */
  public <T> Uni<T> post(byte[] body, int calls, Function<Reply, T> reading) {
    return call(
        calls,
        () ->
            request("")
                .chain(
                    options ->
                        http.ask(
                            options
                                .setMethod(HttpMethod.POST)
                                .putHeader("Content-Type", "application/json"),
                            body)),
        reading);
  }

  /** Asks for what is at a path behind the node's address. */
  public <T> Uni<T> get(String path, Function<Reply, T> reading) {
    return call(1, () -> request(path).chain(http::ask), reading);
  }

  private <T> Uni<T> call(
      int calls, Supplier<Uni<HttpCall.Answered>> asking, Function<Reply, T> reading) {
    return Uni.createFrom()
        .deferred(
            () -> {
              refuseTooMuch(calls);
              return upstream.call(
                  Leave.OWN,
                  () ->
                      asking
                          .get()
                          .chain(NodeHttp::apart)
                          .map(answered -> reading.apply(accepted(answered))));
            });
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

  private Uni<RequestOptions> request(String path) {
    return Uni.createFrom()
        .item(declared.url())
        .map(
            url ->
                new RequestOptions()
                    .setAbsoluteURI(url + path)
                    .setTimeout(declared.config().timeout().toMillis())
                    .putHeader("Accept", "application/json")
                    .putHeader("User-Agent", "tapeline"))
        .chain(credentials::on);
  }

  private Reply accepted(HttpCall.Answered answer) {
    int status = answer.status();
    if (status == OK || telling.contains(status)) {
      return new Reply(status, answer.body());
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
  public static NodeException known(Throwable failure) {
    return switch (failure) {
      case NodeException said -> said;
      case RefusedException refused ->
          new NodeException(NodeFault.ABSURD, String.valueOf(refused.getMessage()));
      case TimeoutException _ -> new NodeException(NodeFault.SLOW, "it did not answer in time");
      case CircuitBreakerOpenException _ ->
          new NodeException(NodeFault.RESTING, "many asks failed, so it is left alone for a while");
      case HttpCall.TooLargeException _ ->
          new NodeException(NodeFault.TOO_LARGE, "the answer is too long");
      default -> new NodeException(NodeFault.DOWN, "there is no connection to it");
    };
  }
}
