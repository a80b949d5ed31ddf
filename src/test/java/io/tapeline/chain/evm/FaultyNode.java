package io.tapeline.chain.evm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapeline.chain.Spoiled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands before a real node and spoils what it answers, in one of the ways in which nodes do. */
public final class FaultyNode implements AutoCloseable {

  /** What it does. */
  public enum Fault {
    NONE,
    /** Within the time. */
    LATE,
    SLOW,
    CUT_OFF,
    TRUNCATED,
    EMPTY,
    HTML,
    HUGE,
    FAILING,
    LIMITED,
    UNAVAILABLE,
    RPC_LIMITED,
    UNAUTHORIZED,
    REDIRECTING,
    OTHER_CHAIN,
    OTHER_IDS,
    ABSURD_NUMBER,
    LYING,
    /** Of accounts alone. */
    FALSE_PROOF,
    FALSE_CALL,
    /** Of transactions that are asked for, or of those of whole blocks. */
    FALSE_SENDER,
    FALSE_SENDERS,
    /** Says that transactions are in the first block. */
    MISPLACED,
    NO_PROOF,
    OTHER_BLOCK,
    BARE_ERROR,
    NO_RESULT,
    NUMBER,
    /** Has no method that tells the receipts of a block at once. */
    NO_BLOCK_RECEIPTS,
    OTHER_RECEIPTS,
    OTHER_TRANSACTIONS,
    /** As rollups have their own. */
    OTHER_TYPE,
    OTHER_WITHDRAWALS
  }

  private static final int OK = 200;

  private static final String WITHDRAWALS =
      "\"withdrawals\":[{\"index\":\"0x1\",\"validatorIndex\":\"0x1\",\"address\":\"0x%s\",\"amount\":\"0x1\"}]"
          .formatted("11".repeat(20));

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI real;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private volatile @Nullable String callAnswer;

  public FaultyNode(String real) throws IOException {
    this(real, 0);
  }

  public FaultyNode(String real, int port) throws IOException {
    this.real = URI.create(real);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public FaultyNode becomes(Fault now) {
    fault = now;
    return this;
  }

  /**
   * What contracts answer.
   *
   * @param answer as the member of JSON-RPC, {@code "result":"0x"}; null for what they do
   */
  public FaultyNode answersCalls(@Nullable String answer) {
    callAnswer = answer;
    return this;
  }

  /** Requests since it was last asked this. */
  public int asked() {
    return asked.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      byte[] question = exchange.getRequestBody().readAllBytes();
      String calls = callAnswer;
      if (calls != null && text(question).contains("eth_call")) {
        send(exchange, OK, "{\"jsonrpc\":\"2.0\",\"id\":0,%s}".formatted(calls));
      } else {
        spoil(exchange, question, fetch(bytes(asked(text(question)))));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String fetch(byte[] question) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(real)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(question))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private void spoil(HttpExchange exchange, byte[] question, String answer)
      throws IOException, InterruptedException {
    switch (fault) {
      case NONE, NO_BLOCK_RECEIPTS, NO_PROOF -> send(exchange, OK, answer);
      case LATE,
          SLOW,
          CUT_OFF,
          TRUNCATED,
          EMPTY,
          HTML,
          HUGE,
          FAILING,
          LIMITED,
          UNAVAILABLE,
          UNAUTHORIZED ->
          Spoiled.valueOf(fault.name()).send(exchange, OK, answer);
      case RPC_LIMITED -> send(exchange, OK, error("null", -32_005, "slow down"));
      case REDIRECTING -> {
        exchange.getResponseHeaders().set("Location", real.toString());
        send(exchange, 307, "");
      }
      case OTHER_CHAIN -> send(exchange, OK, answer.replace("\"0x7a69\"", "\"0x1\""));
      case OTHER_IDS -> send(exchange, OK, answer.replace("\"id\":0", "\"id\":7"));
      case ABSURD_NUMBER ->
          send(
              exchange,
              OK,
              answer.replaceAll("\"number\":\"0x", "\"number\":\"0xffffffffffffffff"));
      case LYING ->
          send(exchange, OK, answer.replaceAll("\"stateRoot\":\"0x....", "\"stateRoot\":\"0x1234"));
      case OTHER_RECEIPTS ->
          send(
              exchange,
              OK,
              answer.replace("\"cumulativeGasUsed\":\"0x", "\"cumulativeGasUsed\":\"0x1"));
      case OTHER_TYPE ->
          send(exchange, OK, answer.replaceFirst("\"type\":\"0x.\"", "\"type\":\"0x64\""));
      case OTHER_TRANSACTIONS ->
          send(
              exchange,
              OK,
              answer
                  .replaceFirst("\"transactions\":\\[\\{.*?\\}(,|])", "\"transactions\":[$1")
                  .replace("[,", "["));
      case OTHER_WITHDRAWALS ->
          send(exchange, OK, answer.replace("\"withdrawals\":[]", WITHDRAWALS));
      case FALSE_PROOF ->
          send(exchange, OK, answer.replace("\"balance\":\"0x", "\"balance\":\"0x1"));
      case FALSE_CALL -> {
        boolean isCall = text(question).contains("eth_call");
        send(
            exchange,
            OK,
            isCall ? answer.replaceAll("\"(0x[0-9a-f]{63})[0-9a-f]", "\"$17") : answer);
      }
      case FALSE_SENDER ->
          send(exchange, OK, sentByOther(question, answer, "eth_getTransactionBy"));
      case FALSE_SENDERS -> send(exchange, OK, sentByOther(question, answer, "eth_getBlockBy"));
      case MISPLACED -> {
        boolean isPlace = text(question).contains("eth_getTransactionByHash");
        String first = isPlace ? hash(fetch(otherBlock())) : "";
        send(
            exchange,
            OK,
            isPlace ? answer.replaceAll("(\"blockHash\":\")0x[0-9a-f]{64}", "$1" + first) : answer);
      }
      case OTHER_BLOCK -> send(exchange, OK, fetch(otherBlock()));
      case BARE_ERROR -> send(exchange, OK, error("0", -32_601, "no such\nmethod"));
      case NO_RESULT -> send(exchange, OK, "{\"jsonrpc\":\"2.0\",\"id\":0}");
      case NUMBER -> send(exchange, OK, "1");
    }
  }

  private static String sentByOther(byte[] question, String answer, String method) {
    return text(question).contains(method)
        ? answer.replaceAll("\"from\":\"0x....", "\"from\":\"0xbad0")
        : answer;
  }

  /** Without the method that it has not. */
  private String asked(String question) {
    return switch (fault) {
      case NO_BLOCK_RECEIPTS -> question.replace("eth_getBlockReceipts", "eth_noSuchMethod");
      case NO_PROOF -> question.replace("eth_getProof", "eth_noSuchMethod");
      default -> question;
    };
  }

  private static String text(byte[] question) {
    return new String(question, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String question) {
    return question.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String answer) {
    return answer.replaceAll("(?s).*\"hash\":\"(0x[0-9a-f]{64}).*", "$1");
  }

  private static byte[] otherBlock() {
    return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x1\",false]}"
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String error(String id, int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
        .formatted(id, code, message.replace("\n", "\\n"));
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
