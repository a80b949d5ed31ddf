package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapeline.chain.Spoiled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A node over a socket: Bitcoin Core's JSON-RPC at its address, Esplora's paths behind {@code
 * /api}. It serves the chain that it is given, and spoils what it answers in one of the ways in
 * which nodes do.
 */
public final class NodeServer implements AutoCloseable {

  /** What it does. */
  public enum Fault {
    NONE,
    SLOW,
    CUT_OFF,
    TRUNCATED,
    EMPTY,
    HTML,
    HUGE,
    FAILING,
    LIMITED,
    UNAUTHORIZED,
    OTHER_NETWORK,
    ABSURD_NUMBER,
    CHANGED_HEADER
  }

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile MinedChain chain;
  private volatile Fault fault = Fault.NONE;
  private volatile @Nullable String authorization;

  public NodeServer(MinedChain chain) throws IOException {
    this(chain, 0);
  }

  public NodeServer(MinedChain chain, int port) throws IOException {
    this.chain = chain;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::core);
    server.createContext("/api/", this::esplora);
    server.start();
  }

  public String rpc() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String esplora() {
    return rpc() + "/api";
  }

  /** It serves as it is now; later blocks of it as well. */
  public NodeServer has(MinedChain now) {
    chain = now;
    return this;
  }

  public NodeServer becomes(Fault now) {
    fault = now;
    return this;
  }

  /** The last header of that name. */
  public @Nullable String authorization() {
    return authorization;
  }

  /** Requests since it was last asked this. */
  public int asked() {
    return asked.getAndSet(0);
  }

  private void core(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      authorization = exchange.getRequestHeaders().getFirst("Authorization");
      JsonNode question = CoreAnswers.JSON.readTree(exchange.getRequestBody());
      CoreAnswers answers = new CoreAnswers(chain);
      if (question.isArray()) {
        ArrayNode all = CoreAnswers.JSON.createArrayNode();
        question.forEach(call -> all.add(answers.answer(call)));
        spoil(exchange, OK, all.toString());
      } else {
        JsonNode answer = answers.answer(question);
        // as versions before 28 do
        spoil(exchange, answer.path("error").isNull() ? OK : FAILED, answer.toString());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void esplora(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      String path = exchange.getRequestURI().getPath().substring("/api".length());
      Optional<String> answer = new EsploraAnswers(chain).at(path);
      spoil(exchange, answer.isPresent() ? OK : NOT_FOUND, answer.orElse("Block not found"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void spoil(HttpExchange exchange, int status, String answer)
      throws IOException, InterruptedException {
    switch (fault) {
      case NONE -> send(exchange, status, answer);
      case SLOW, CUT_OFF, TRUNCATED, EMPTY, HTML, HUGE, FAILING, LIMITED, UNAUTHORIZED ->
          Spoiled.valueOf(fault.name()).send(exchange, status, answer);
      case OTHER_NETWORK ->
          send(
              exchange,
              status,
              answer
                  .replace("\"regtest\"", "\"signet\"")
                  .replace(chain.at(0).hash().toString(), "ab".repeat(32)));
      case ABSURD_NUMBER ->
          send(exchange, status, answer.replaceAll("\"height\":", "\"height\":99999999999999"));
      case CHANGED_HEADER -> send(exchange, status, answer.replaceAll("\"nonce\":", "\"nonce\":1"));
    }
  }

  private static void send(HttpExchange exchange, int status, String answer) throws IOException {
    Spoiled.whole(exchange, status, answer);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
