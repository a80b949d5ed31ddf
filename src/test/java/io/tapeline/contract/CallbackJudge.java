package io.tapeline.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds what is sent to an address of a caller, or told in events, against the contract. The
 * library knows neither: it is shown one as if the caller's address were a path of ours.
 */
public final class CallbackJudge {

  private static final String ADDRESS = "/told";

  /** What every request has. */
  private static final Set<String> OF_HTTP =
      Set.of("connection", "content-type", "content-length", "host", "user-agent");

  private final OpenApiInteractionValidator validator;
  private final Set<String> headers = new HashSet<>(OF_HTTP);

  private CallbackJudge(JsonNode contract, JsonNode operation) {
    operation
        .path("parameters")
        .forEach(header -> headers.add(header.path("name").asText().toLowerCase(Locale.ROOT)));
    ObjectNode document = contract.deepCopy();
    document.putObject("paths").putObject(ADDRESS).set("post", operation);
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(Words30.of(document).toString())
            .build();
  }

  /** Of the committed contract; reading it takes about a second. */
  public static CallbackJudge committed(String path, String callback) {
    JsonNode contract = ContractDocument.committed().tree();
    JsonNode address =
        contract.path("paths").path(path).path("post").path("callbacks").path(callback);
    return new CallbackJudge(contract, address.elements().next().required("post"));
  }

  /** Of the committed contract's server-sent events: the data of each. */
  public static CallbackJudge ofEvents(String path) {
    JsonNode contract = ContractDocument.committed().tree();
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation
        .putObject("requestBody")
        .put("required", true)
        .putObject("content")
        .putObject("application/json")
        .set(
            "schema",
            contract
                .path("paths")
                .path(path)
                .at("/get/responses/200/content/text~1event-stream")
                .required("schema"));
    operation.putObject("responses").putObject("200").put("description", "It came.");
    return new CallbackJudge(contract, operation);
  }

  /** Everything that the contract doesn't say of the data of an event. */
  public List<String> faults(String data) {
    return faults(
        List.of(Map.entry("Content-Type", "application/json")),
        data.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything that the contract doesn't say. */
  public List<String> faults(List<Map.Entry<String, String>> sent, byte[] body) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(Request.Method.POST, ADDRESS);
    sent.forEach(header -> request.withHeader(header.getKey(), header.getValue()));
    return Stream.concat(
            validator.validateRequest(request.withBody(body).build()).getMessages().stream()
                .filter(each -> each.getLevel() == ValidationReport.Level.ERROR)
                .map(each -> each.getKey() + ": " + each.getMessage()),
            sent.stream()
                .map(Map.Entry::getKey)
                .filter(name -> !headers.contains(name.toLowerCase(Locale.ROOT)))
                .map(name -> "the contract has no header " + name))
        .toList();
  }
}
