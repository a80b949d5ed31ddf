package io.tapeline.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tapeline.contract.Words30;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/**
 * What changes between two contracts, as openapi-diff sees it, which is blind to the types of
 * OpenAPI 3.1: both are put into the words of 3.0 first. It sees not everything (a type in a schema
 * that is referred to may change unseen), so that {@link ContractBreaks} walks them as well.
 */
final class ContractChanges {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final OpenApiDiffOptions OPTIONS =
      OpenApiDiffOptions.builder()
          // a new value is an addition: callers are told to expect some
          .configProperty("incompatible.response.enum.increased", "false")
          .build();

  private final JsonNode before;
  private final JsonNode after;

  private ContractChanges(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  /** From one contract in YAML to another. */
  static ContractChanges between(String before, String after) throws IOException {
    return between(YAML.readTree(before), YAML.readTree(after));
  }

  /** From one contract to another; neither is changed. */
  static ContractChanges between(JsonNode before, JsonNode after) {
    return new ContractChanges(Words30.of(before), Words30.of(after));
  }

  /** Everything a caller that works with the first can't rely on any more, by name. */
  List<String> breaking() throws IOException {
    List<String> broken = new ArrayList<>(ContractBreaks.between(before, after));
    ChangedOpenApi changes =
        OpenApiCompare.fromContents(before.toString(), after.toString(), null, OPTIONS);
    if (changes.isIncompatible()) {
      broken.addAll(listed(changes));
    }
    return broken;
  }

  private static List<String> listed(ChangedOpenApi changes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ConsoleRender().render(changes, new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("==") && !line.startsWith("----"))
        .toList();
  }
}
