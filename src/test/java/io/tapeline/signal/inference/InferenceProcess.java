package io.tapeline.signal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.signal.inference.InferenceProgram.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@link InferenceProgram} in a process of its own. */
public final class InferenceProcess implements AutoCloseable {

  /** What the model is told. */
  public static final String FEATURES = "rsi(14),zscore(20),macd(12,26,9).histogram";

  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private InferenceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns once it has learned, and answers. */
  public static InferenceProcess start(int port) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    InferenceProgram.class.getName(),
                    Integer.toString(port),
                    FEATURES))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    InferenceProcess started = new InferenceProcess(process, port);
    if (!"ready".equals(process.inputReader().readLine())) {
      started.close();
      throw new IllegalStateException("the inference server did not start");
    }
    return started;
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** How the service is told of it. */
  public static Map<String, String> declared(String name, int port) {
    Map<String, String> settings = new HashMap<>();
    String model = "tapeline.models." + name + ".";
    settings.put(model + "url", "http://127.0.0.1:" + port);
    settings.put(model + "model", InferenceProgram.MODEL);
    settings.put(model + "version", InferenceProgram.VERSION);
    settings.put(model + "input", InferenceProgram.INPUT);
    settings.put(model + "output", InferenceProgram.OUTPUT);
    settings.put(model + "features", FEATURES);
    settings.put(model + "meaning", "probability_up");
    settings.put(model + "horizon", Integer.toString(TrainedModel.HORIZON));
    return settings;
  }

  /** From now on it does this instead of its work, or its work again. */
  public void becomes(String fault) {
    var _ = post("/fault", Fault.valueOf(fault.toUpperCase(Locale.ROOT)).name());
  }

  /** How often it was asked since the last time, and for how many rows. */
  public Asked asked() {
    String[] both = post("/asked", "").split(" ", -1);
    return new Asked(Integer.parseInt(both[0]), Integer.parseInt(both[1]));
  }

  public record Asked(int asks, int rows) {}

  /** What it says of one row, asked without the service. */
  public double direct(double... row) {
    String numbers = Arrays.stream(row).mapToObj(Double::toString).collect(Collectors.joining(","));
    String answer =
        post(
            "/v2/models/direction/versions/3/infer",
            """
            {"inputs":[{"name":"features","shape":[1,%d],"datatype":"FP32","data":[%s]}]}
            """
                .formatted(row.length, numbers));
    return Double.parseDouble(answer.replaceAll(".*\"data\":\\[([^]]*)].*", "$1"));
  }

  private String post(String path, String body) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** At once, in whatever it does. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
