package io.tapeline.signal.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small inference server: a model that is learned at its start, by the Open Inference Protocol,
 * version 2. It can be told to fail, as servers do.
 */
final class InferenceProgram {

  static final String MODEL = "direction";
  static final String VERSION = "3";
  static final String INPUT = "features";
  static final String OUTPUT = "probability";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HERE = "/v2/models/" + MODEL + "/versions/" + VERSION;

  private final TrainedModel model;
  private final int columns;
  private final AtomicInteger asks = new AtomicInteger();
  private final AtomicInteger rows = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;

  /** What it may do instead of its work. */
  enum Fault {
    NONE,
    /** Takes five seconds for each answer. */
    SLOW,
    WRONG_SHAPE,
    TOO_FEW,
    NAN,
    NULL,
    INFINITE,
    TWO,
    HTML,
    HUGE,
    TEXT,
    OTHER_VERSION,
    REFUSING,
    FAILING,
    NOT_READY,
    REDIRECTING,
    HANGING_UP
  }

  private InferenceProgram(TrainedModel model) {
    this.model = model;
    this.columns = model.columns();
  }

  /**
   * @param args the port, and the features that it learns from
   */
  public static void main(String[] args) throws IOException, OrtException {
    TrainedModel model = TrainedModel.learn(args[1]);
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 50);
    server.createContext("/", new InferenceProgram(model)::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, UTF_8)
        .println("ready");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      switch (path) {
        case "/fault" -> {
          fault = Fault.valueOf(new String(body, UTF_8));
          send(exchange, 200, "{}");
        }
        case "/asked" -> {
          send(exchange, 200, asks.getAndSet(0) + " " + rows.getAndSet(0));
        }
        case HERE + "/ready" -> send(exchange, fault == Fault.NOT_READY ? 400 : 200, "{}");
        case HERE -> send(exchange, 200, metadata());
        case HERE + "/infer" -> infer(exchange, body);
        default -> send(exchange, 404, "{\"error\":\"there is no such model\"}");
      }
    } catch (OrtException | InterruptedException e) {
      send(exchange, 500, "{\"error\":\"" + e + "\"}");
    }
  }

  private String metadata() throws IOException {
    return JSON.writeValueAsString(
        Map.of(
            "name",
            MODEL,
            "versions",
            List.of(VERSION),
            "platform",
            "onnxruntime",
            "inputs",
            List.of(Map.of("name", INPUT, "datatype", "FP32", "shape", List.of(-1, columns))),
            "outputs",
            List.of(Map.of("name", OUTPUT, "datatype", "FP32", "shape", List.of(-1, 1)))));
  }

  private void infer(HttpExchange exchange, byte[] body)
      throws IOException, OrtException, InterruptedException {
    JsonNode input = JSON.readTree(body).path("inputs").path(0);
    int count = input.path("shape").path(0).asInt();
    asks.incrementAndGet();
    rows.addAndGet(count);
    if (!input.path("name").asText().equals(INPUT)
        || input.path("shape").path(1).asInt() != columns
        || input.path("data").size() != count * columns) {
      send(exchange, 400, "{\"error\":\"unexpected input\"}");
      return;
    }
    float[] data = new float[count * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) input.path("data").path(i).asDouble();
    }
    faulted(exchange, model.run(data));
  }

  private void faulted(HttpExchange exchange, float[] answers)
      throws IOException, InterruptedException {
    switch (fault) {
      case NONE -> send(exchange, 200, json(VERSION, "[%d,1]", answers));
      case SLOW -> {
        TimeUnit.SECONDS.sleep(5);
        send(exchange, 200, json(VERSION, "[%d,1]", answers));
      }
      case WRONG_SHAPE -> send(exchange, 200, json(VERSION, "[1,%d,2]", answers));
      case TOO_FEW ->
          send(
              exchange, 200, json(VERSION, "[%d,1]", answers).replaceAll("\\[[^\\[\\]]+]}", "[]}"));
      case NAN -> send(exchange, 200, first(answers, "NaN"));
      case NULL -> send(exchange, 200, first(answers, "null"));
      case INFINITE -> send(exchange, 200, first(answers, "1e999"));
      case TWO -> send(exchange, 200, first(answers, "2"));
      case TEXT -> send(exchange, 200, first(answers, "\"high\""));
      case HTML -> send(exchange, 200, "<html><body>It works!</body></html>");
      case HUGE -> endless(exchange);
      case OTHER_VERSION -> send(exchange, 200, json("4", "[%d,1]", answers));
      case REFUSING -> send(exchange, 400, "{\"error\":\"/srv/models/direction: no\"}");
      case FAILING -> send(exchange, 500, "{\"error\":\"java.lang.OutOfMemoryError\"}");
      case NOT_READY -> send(exchange, 404, "{\"error\":\"unknown model\"}");
      case REDIRECTING -> {
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
        send(exchange, 307, "");
      }
      case HANGING_UP -> exchange.close();
    }
  }

  private static String json(String version, String shape, float[] answers) {
    StringBuilder data = new StringBuilder();
    for (float answer : answers) {
      data.append(data.isEmpty() ? "" : ",").append(answer);
    }
    return ("{\"model_name\":\"" + MODEL + "\",\"model_version\":\"" + version + "\",\"outputs\":[")
        + ("{\"name\":\"" + OUTPUT + "\",\"datatype\":\"FP32\",\"shape\":")
        + shape.formatted(answers.length)
        + ",\"data\":["
        + data
        + "]}]}";
  }

  /** The first answer is another. */
  private static String first(float[] answers, String other) {
    return json(VERSION, "[%d,1]", answers)
        .replaceFirst("\"data\":\\[[^,\\]]+", "\"data\":[" + other);
  }

  /** Until nobody reads any more. */
  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] blanks = " ".repeat(1 << 16).getBytes(UTF_8);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(blanks);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
