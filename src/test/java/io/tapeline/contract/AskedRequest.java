package io.tapeline.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.contract.ContractDocument.Operation;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Locale;

/**
 * A request as the library judges it. Words of a list are taken in any case, which a list can't
 * say, and the type of a body that nobody reads is nobody's matter.
 */
final class AskedRequest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AskedRequest() {}

  static Request of(Exchange exchange, Operation operation, ContractDocument document)
      throws IOException {
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(
            exchange.method().equals("HEAD") ? "GET" : exchange.method(), exchange.path());
    boolean body = operation.node().has("requestBody");
    exchange
        .asked()
        .forEach(
            (name, values) -> {
              if (body || !name.equals("content-type")) {
                request.withHeader(name, values);
              }
            });
    if (body && exchange.sent() != null) {
      request.withBody(worded(exchange.sent(), operation, document));
    }
    for (String pair : exchange.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = decoded(pair.substring(0, equals));
        String value = decoded(pair.substring(equals + 1));
        request.withQueryParam(name, isWord(name, operation, document) ? lower(value) : value);
      }
    }
    return request.build();
  }

  private static boolean isWord(String name, Operation operation, ContractDocument document) {
    for (JsonNode each : operation.node().path("parameters")) {
      JsonNode parameter = document.resolved(each);
      if (parameter.path("name").asText().equals(name)) {
        return parameter.path("schema").has("enum") || parameter.path("schema").has("pattern");
      }
    }
    return false;
  }

  private static byte[] worded(byte[] body, Operation operation, ContractDocument document)
      throws IOException {
    JsonNode schema =
        document.resolved(
            operation.node().at("/requestBody/content/application~1json").path("schema"));
    if (!(MAPPER.readTree(body) instanceof ObjectNode object)) {
      return body;
    }
    for (var property : schema.path("properties").properties()) {
      if (property.getValue().has("enum") && object.path(property.getKey()).isTextual()) {
        object.put(property.getKey(), lower(object.path(property.getKey()).asText()));
      }
    }
    return MAPPER.writeValueAsBytes(object);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
