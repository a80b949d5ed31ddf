package io.tapeline.sandbox.chain.app;

import io.tapeline.sandbox.chain.fault.NodeFaultKind;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Nodes of the simulated chain over HTTP and WebSocket, each at a path of its own. */
@Singleton
public class NodeServer {

  private static final Logger LOG = Logger.getLogger(NodeServer.class);
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int THREADS = 4;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int NO_METHOD = 405;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;
  private static final int BROKEN = 500;

  private final SimulatedNodes nodes;
  private final Vertx vertx;

  /** Its own threads: making the chain takes some seconds. */
  private final WorkerExecutor workers;

  public NodeServer(SimulatedNodes nodes, Vertx vertx) {
    this.nodes = nodes;
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor("sandbox-chain", THREADS);
  }

  /** From now on requests come from this port of this machine. */
  public void listen(int port) {
    nodes.listen(port);
  }

  /**
   * @param node its name, which may be of none
   */
  public void serve(HttpServerRequest request, String node) {
    if (!nodes.has(node)) {
      end(request, NOT_FOUND, "{\"error\":\"not found\"}");
    } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      request
          .toWebSocket()
          .onSuccess(socket -> new NodeSocket(socket, node, nodes, vertx, workers).open())
          .onFailure(failure -> LOG.warnf("socket refused: %s", failure.getMessage()));
    } else if (request.method().equals(HttpMethod.POST)) {
      ask(request, node);
    } else {
      end(request, NO_METHOD, "{\"error\":\"POST\"}");
    }
  }

  private void ask(HttpServerRequest request, String node) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= MAX_BODY_BYTES) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(_ -> answer(request, node, body.toString()));
  }

  private void answer(HttpServerRequest request, String node, String body) {
    if (body.length() > MAX_BODY_BYTES) {
      end(request, TOO_LARGE, "{\"error\":\"too large\"}");
      return;
    }
    Optional<NodeFaultKind> outage = nodes.outage(node);
    if (outage.isPresent()) {
      fail(request, outage.get());
      return;
    }
    workers
        .executeBlocking(() -> nodes.at(node).answer(body), false)
        .onSuccess(
            answer ->
                answer.ifPresentOrElse(
                    json -> end(request, 200, json),
                    () -> request.response().setStatusCode(NO_CONTENT).end()))
        .onFailure(
            failure -> {
              LOG.errorf(failure, "node %s can't answer %s", node, body);
              end(request, BROKEN, "{\"error\":\"internal\"}");
            });
  }

  private static void fail(HttpServerRequest request, NodeFaultKind kind) {
    HttpServerResponse response = request.response();
    switch (kind) {
      case ERROR -> response.setStatusCode(BROKEN).end("internal server error");
      case HTML ->
          response
              .putHeader("Content-Type", "text/html")
              .end("<!doctype html><title>Welcome</title><p>Please try again later.");
      case LIMIT ->
          response
              .setStatusCode(TOO_MANY)
              .putHeader("Retry-After", "1")
              .end("{\"error\":\"too many requests\"}");
      case SILENT, LAG, LIE, FORGE -> {
        // nothing is ever said; whoever asks hangs up
      }
    }
  }

  private static void end(HttpServerRequest request, int status, String json) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(json);
  }
}
