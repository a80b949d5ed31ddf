package io.tapeline.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.FromNpm;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.rpc.RpcCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real node of a chain of its own, which does with it what it is told. Mines on demand only. */
public final class Anvil implements AutoCloseable {

  static final int CHAIN_ID = 31_337;

  /** The option that says when the first block is. */
  public static final String BEGIN = "--timestamp";

  private static final String SPEC = "@foundry-rs/anvil@1.7.1";
  private static final int ATTEMPTS = 200;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private Anvil(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param more options of its command line
   */
  public static Anvil start(String... more) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    return startAt(port, more);
  }

  public static Anvil startAt(int port, String... more) throws IOException, InterruptedException {
    Path program = FromNpm.file(SPEC, "@foundry-rs/anvil-" + platform() + "/bin/anvil");
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--chain-id",
                Integer.toString(CHAIN_ID),
                "--silent"));
    command.addAll(List.of(more));
    if (!command.contains(BEGIN)) {
      // the first block alike in all of them
      command.addAll(List.of(BEGIN, "1735689600"));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Anvil anvil = new Anvil(process, port);
    anvil.awaitReady();
    return anvil;
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean isArm = System.getProperty("os.arch", "").equals("aarch64");
    return (system.contains("mac") ? "darwin" : "linux") + (isArm ? "-arm64" : "-amd64");
  }

  private void awaitReady() throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        var _ = ask("eth_chainId");
        return;
      } catch (IOException _) {
        assertThat(process.isAlive()).as("anvil runs").isTrue();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IllegalStateException("anvil does not answer");
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The result of a call. */
  public JsonNode ask(String method, Object... params) throws IOException, InterruptedException {
    byte[] question = RpcCodec.question(List.of(RpcCall.of(method, params)));
    byte[] answer =
        HTTP.send(
                HttpRequest.newBuilder(URI.create(url()))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(question))
                    .build(),
                BodyHandlers.ofByteArray())
            .body();
    JsonNode json = MAPPER.readTree(answer);
    assertThat(json.has("error")).as("%s: %s", method, json).isFalse();
    return json.path("result");
  }

  /**
   * Sends so many of the chain's coins from its first account to another; they wait to be mined.
   */
  public Anvil transfers(int count) throws IOException, InterruptedException {
    String sender = ask("eth_accounts").path(0).asText();
    for (int i = 0; i < count; i++) {
      var _ =
          ask(
              "eth_sendTransaction",
              Map.of("from", sender, "to", "0x" + "22".repeat(20), "value", "0x1"));
    }
    return this;
  }

  public Anvil mine(int blocks) throws IOException, InterruptedException {
    var _ = ask("anvil_mine", Quantity.of(blocks), Quantity.of(12));
    return this;
  }

  /** Puts others in the place of the last blocks. */
  public Anvil reorg(int blocks) throws IOException, InterruptedException {
    var _ = ask("anvil_reorg", blocks, List.of());
    return this;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
