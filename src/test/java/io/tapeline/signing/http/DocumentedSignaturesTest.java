package io.tapeline.signing.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tapeline.signing.command.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/concepts/signed-answers.md shows is done with the real curl, and comes out as shown.
 */
@Tag("service")
@QuarkusTest
class DocumentedSignaturesTest {

  private static final Pattern BLOCK = Pattern.compile("(?m)(?:^    .*\\n)+");
  private static final String SHOWN = "http://127.0.0.1:8080";

  @TempDir Path folder;

  /** The first two: what is typed, and what is said. */
  private static List<String> blocks() throws IOException {
    String page = Files.readString(Path.of("docs/concepts/signed-answers.md"));
    return BLOCK.matcher(page).results().map(block -> block.group().indent(-4)).limit(2).toList();
  }

  private String shell(String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** An argument as the shell makes it; files are where the shell has put them. */
  private String argument(String given) {
    Path file = folder.resolve(given.replaceAll("[^a-z.]", "_"));
    return Files.exists(file) ? file.toString() : given;
  }

  /** Without what is another each time. */
  private static String alike(String said) {
    return said.replaceAll("http://127.0.0.1:\\d+", SHOWN)
        .replaceAll("\\d+ bytes", "N bytes")
        .replaceAll("signed at \\S+ by key \\S+", "signed at T by key K")
        .strip();
  }

  @Test
  void theExampleComesOutAsItIsShown() throws IOException, InterruptedException {
    List<String> typed =
        blocks().getFirst().replace(SHOWN, "http://127.0.0.1:" + RestAssured.port).lines().toList();
    assertThat(typed).hasSize(3);
    shell(typed.get(0));
    shell(typed.get(1));
    List<String> arguments =
        shell(typed.get(2).replace("./tapeline verify", "printf '%s\\n'"))
            .lines()
            .map(this::argument)
            .collect(Collectors.toList());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        new VerifyCommand(new PrintStream(said, true, StandardCharsets.UTF_8)).run(arguments);
    assertThat(alike(said.toString(StandardCharsets.UTF_8)))
        .isEqualTo(alike(Objects.requireNonNull(blocks().getLast())));
    assertThat(code).isZero();
  }

  @Test
  void curlSeesTheSameOverHttp2AndInBrotli() throws IOException, InterruptedException {
    String address = "http://127.0.0.1:" + RestAssured.port + "/sample/large";
    String plain = shell("curl -s " + address);
    String headers = shell("curl -s --http2-prior-knowledge -D - -o body --compressed " + address);
    assertThat(headers).startsWith("HTTP/2 200").contains("content-encoding: br");
    assertThat(Files.readString(folder.resolve("body"))).isEqualTo(plain);
    assertThat(shell("curl -s --http2 -D - -o body " + address))
        .contains("HTTP/1.1 101 Switching Protocols", "HTTP/2 200");
  }
}
