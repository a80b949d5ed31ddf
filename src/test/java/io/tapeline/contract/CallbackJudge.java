package io.tapeline.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds what is sent to an address of a caller against the contract. The library knows no
 * callbacks: it is shown one as if the caller's address were a path of ours.
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
