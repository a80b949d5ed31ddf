package io.tapeline.webhook.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tapeline.contract.CallbackJudge;
import io.tapeline.signing.SigningKey;
import io.tapeline.webhook.ReceiverUrl;
import io.tapeline.webhook.app.Sender.Parcel;
import io.tapeline.webhook.http.Verifier.Got;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The delivery that the documentation shows is what the service sends, and its program takes it.
 */
class DocumentedDeliveryTest {

  private static final SigningKey KEY =
      new SigningKey(
          HexFormat.of()
              .parseHex("9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5"),
          Instant.EPOCH,
          Instant.MAX);

  private static final String URL = "https://hooks.example/tapeline";

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/concepts/webhooks.md"));
  }

  private static String block(String beginning) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```\\w*\\n(" + Pattern.quote(beginning) + ".*?)\\n```")
            .matcher(page());
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static Got shown() throws IOException {
    String[] parts = block("POST /tapeline").split("\n\n", 2);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    parts[0].lines().skip(1).map(line -> line.split(": ", 2)).forEach(h -> headers.add(h[0], h[1]));
    return new Got("POST", URL, headers, parts[1].getBytes(UTF_8));
  }

  @Test
  void itIsWhatIsSent() throws Exception {
    Got shown = shown();
    assertThat(Verifier.accepts(shown, KEY.open().x())).isTrue();
    Parcel parcel =
        new Parcel(
            UUID.fromString(shown.headers().get("Tapeline-Delivery")),
            "ping",
            ReceiverUrl.parse(URL),
            new String(shown.body(), UTF_8));
    SignedHeaders.of(parcel, shown.body(), KEY, Instant.ofEpochSecond(Verifier.created(shown)))
        .forEach(
            (name, value) -> {
              if (!name.equals("User-Agent")) {
                assertThat(shown.headers().get(name)).as(name).isEqualTo(value);
              }
            });
  }

  @Test
  void theContractKnowsIt() throws Exception {
    Got shown = shown();
    List<Map.Entry<String, String>> headers = new ArrayList<>(shown.headers().entries());
    CallbackJudge contract = CallbackJudge.committed("/v1/webhooks", "delivery");
    assertThat(contract.faults(headers, shown.body())).isEmpty();
    String body = new String(shown.body(), UTF_8);
    assertThat(contract.faults(headers, body.replace("null}", "1}").getBytes(UTF_8))).isNotEmpty();
    assertThat(contract.faults(headers, body.replace("ping", "pong").getBytes(UTF_8))).isNotEmpty();
    assertThat(contract.faults(headers, body.replace("ping", "price").getBytes(UTF_8)))
        .isNotEmpty();
    headers.add(Map.entry("Tapeline-Attempt", "2"));
    assertThat(contract.faults(headers, shown.body())).hasSize(1);
    headers.removeIf(header -> !header.getKey().equals("Content-Type"));
    assertThat(contract.faults(headers, shown.body())).hasSize(5);
  }

  @Test
  void itsProgramTakesItAndNothingElse() throws Exception {
    Got shown = shown();
    StringBuilder program = new StringBuilder(block("import base64"));
    program.append(
        "\nkeys = [{'kid': '%s', 'x': '%s'}]".formatted(KEY.open().id(), KEY.open().base64()));
    program.append("\nheaders = {");
    shown
        .headers()
        .forEach(
            (name, value) ->
                program.append(
                    "'%s': '%s',".formatted(name.toLowerCase(java.util.Locale.ROOT), value)));
    String body = new String(shown.body(), UTF_8);
    long at = Verifier.created(shown);
    program.append("}\nbody = b'").append(body).append("'\nurl = '").append(URL).append("'\n");
    program.append("print(is_genuine(url, headers, body, keys, %d),".formatted(at + 299));
    program.append("is_genuine(url, headers, body, keys, %d),".formatted(at + 301));
    program.append("is_genuine(url, headers, body + b' ', keys, %d),".formatted(at));
    program.append("is_genuine(url + '/', headers, body, keys, %d),".formatted(at));
    program.append("is_genuine(url, headers, body, [], %d))\n".formatted(at));
    Process python =
        new ProcessBuilder("python3", "-c", program.toString()).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), UTF_8);
    assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assumeThat(said).as("needs outside tool python3 with cryptography").doesNotContain("No module");
    assertThat(said.strip()).isEqualTo("True False False False False");
  }
}
