package io.tapeline.access.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a running service, with a key that the environment gives. */
final class AdminClient {

  /** What the service did not do, in words for people. */
  static final class RefusedException extends IOException {
    RefusedException(String message) {
      super(message);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FIRST_FAILURE = 400;
  private static final int UNAUTHORIZED = 401;

  private final ObjectMapper mapper = new ObjectMapper();
  private final URI service;
  private final @Nullable String key;

  /**
   * @param service such as {@code http://127.0.0.1:8080}
   */
  AdminClient(URI service, @Nullable String key) {
    this.service = service;
    this.key = key;
  }

  /**
   * @throws RefusedException with a message for people
   */
  JsonNode ask(String method, String path, @Nullable Object body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(mapper.writeValueAsString(body)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (ConnectException e) {
      throw new IOException(
          "nothing answers at " + service + ": is the service up? TAPELINE_URL says where it is",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private JsonNode answer(HttpResponse<String> response) throws IOException {
    JsonNode json =
        response.body().isEmpty() ? MissingNode.getInstance() : mapper.readTree(response.body());
    if (response.statusCode() < FIRST_FAILURE) {
      return json;
    }
    StringBuilder why = new StringBuilder(json.path("detail").asText("it failed"));
    for (JsonNode error : json.path("errors")) {
      why.append("\n  ")
          .append(error.path("pointer").asText(error.path("parameter").asText()))
          .append(' ')
          .append(error.path("reason").asText());
    }
    if (response.statusCode() == UNAUTHORIZED) {
      why.append("\nTAPELINE_KEY has to hold a key with the scope admin or keys:write.");
    }
    throw new RefusedException(why.toString());
  }
}
