package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every request that the documentation shows is made as it stands there, by the same program. */
@Tag("service")
@QuarkusTest
@TestProfile(DocumentedRequestsTest.Alone.class)
class DocumentedRequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SHELL = Pattern.compile("(?s)```(?:sh|console|bash)\\n(.*?)```");
  private static final Pattern ANSWER = Pattern.compile("(?s)^\\s*```json\\n(.*?)```");

  /** The answer and its status. */
  private static final Pattern SAID = Pattern.compile("(?s)(.*?) ?2\\d\\d");

  /** A service of its own: the documentation makes faults. */
  public static final class Alone extends SandboxChainProfile {}

  @TestHTTPResource URI service = URI.create("");

  /**
   * A request of a page.
   *
   * @param answer what the page shows as its answer; empty if nothing
   */
  private record Example(Path page, String command, String answer) {}

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      List<Path> pages =
          Stream.concat(Stream.of(Path.of("README.md")), docs)
              .filter(page -> page.toString().endsWith(".md"))
              .toList();
      for (Path page : pages) {
        String text = Files.readString(page);
        Matcher block = SHELL.matcher(text);
        while (block.find()) {
          Matcher answer = ANSWER.matcher(text.substring(block.end()));
          String shown = answer.find() ? answer.group(1) : "";
          block
              .group(1)
              .lines()
              .map(line -> line.replaceFirst("^\\$ ", "").strip())
              .filter(line -> line.startsWith("curl "))
              .forEach(line -> examples.add(new Example(page, line, shown)));
        }
      }
    }
    return examples;
  }

  @Test
  void everyRequestOfTheDocumentationIsAnsweredAsItSays() throws Exception {
    if (run("curl --version").isEmpty()) {
      abort("needs outside tool curl");
    }
    SandboxProfile.awaitData();
    SandboxChainProfile.awaitHead();
    List<Example> examples = examples();
    assertThat(examples).extracting(Example::page).contains(Path.of("README.md"));
    for (Example example : examples) {
      String said = run(onOurPorts(example.command()));
      Matcher parts = SAID.matcher(said);
      assertThat(parts.matches()).as("%s: %s", example, said).isTrue();
      JsonNode answer = JSON.readTree(parts.group(1));
      if (!example.answer().isEmpty()) {
        assertThat(shape(answer))
            .as(example.toString())
            .isEqualTo(shape(JSON.readTree(example.answer())));
      }
    }
  }

  private String onOurPorts(String command) {
    return command
        .replaceFirst("^curl ", "curl -sS -w ' %{http_code}' ")
        .replace("127.0.0.1:8080", service.getHost() + ":" + service.getPort())
        .replace("localhost:8080", service.getHost() + ":" + service.getPort())
        .replace(":PORT", ":" + SandboxProfile.venuesPort());
  }

  /** Fields in their order with the kinds of their values; of lists, that of the first. */
  private static String shape(JsonNode node) {
    if (node.isObject()) {
      StringBuilder text = new StringBuilder("{");
      node.properties()
          .forEach(field -> text.append(field.getKey()).append(shape(field.getValue())));
      return text.append("}").toString();
    }
    return node.isArray()
        ? "[" + (node.isEmpty() ? "" : shape(node.get(0))) + "]"
        : ":" + node.getNodeType() + " ";
  }

  private static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? said.strip() : "";
  }
}
