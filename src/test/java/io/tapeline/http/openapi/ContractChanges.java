package io.tapeline.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
 * OpenAPI 3.1: both are put into the words of 3.0 first. Beyond it, values that may be null or
 * absent now, or come no more, are named from the schemas themselves.
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
    return new ContractChanges(in30(before), in30(after));
  }

  /** Everything a caller that works with the first can't rely on any more, by name. */
  List<String> breaking() throws IOException {
    List<String> broken = new ArrayList<>();
    compare("", before, after, broken);
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

  // ---------------------------------------------------------------- nulls, values, absence

  private static void compare(String path, JsonNode old, JsonNode now, List<String> broken) {
    if (!old.path("nullable").asBoolean() && now.path("nullable").asBoolean()) {
      broken.add(path + " may be null now");
    }
    gone(old.path("enum"), now.path("enum"))
        .forEach(value -> broken.add(path + " is no longer " + value));
    if (!path.contains("arameters")) {
      gone(old.path("required"), now.path("required"))
          .forEach(field -> broken.add(path + " may be without " + field));
    }
    if (old.path("headers") instanceof ObjectNode headers) {
      headers
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!now.path("headers").has(name)) {
                  broken.add(path + " has no header " + name);
                }
              });
    }
    for (var field : old.properties()) {
      compare(below(path, field.getKey()), field.getValue(), now.path(field.getKey()), broken);
    }
    for (int i = 0; i < old.size() && old.isArray(); i++) {
      JsonNode name = old.get(i).path("name");
      if (name.isMissingNode()) {
        compare(path + "[" + i + "]", old.get(i), now.path(i), broken);
        continue;
      }
      for (JsonNode each : now) { // a parameter, in whatever place; one that went is told elsewhere
        if (each.path("name").equals(name)) {
          compare(path + "[" + name.asText() + "]", old.get(i), each, broken);
        }
      }
    }
  }

  /** Schemas are named as people name them: {@code Coin.weight}. */
  private static String below(String path, String name) {
    return switch (name) {
      case "components", "schemas", "properties" -> path;
      default -> path.isEmpty() ? name : path + "." + name;
    };
  }

  /** Values of a list that another has not; none if there is no other, which is told elsewhere. */
  private static List<String> gone(JsonNode old, JsonNode now) {
    List<String> gone = new ArrayList<>();
    if (old.isArray() && (now.isArray() || now.isMissingNode())) {
      old.forEach(value -> gone.add(value.asText()));
      now.forEach(value -> gone.remove(value.asText()));
    }
    return gone;
  }

  // ---------------------------------------------------------------- 3.1 in the words of 3.0

  private static JsonNode in30(String contract) throws IOException {
    JsonNode tree = YAML.readTree(contract);
    ((ObjectNode) tree).put("openapi", "3.0.3");
    rewrite(tree);
    return tree;
  }

  private static void rewrite(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.get("type") instanceof ArrayNode types) {
        retype(object, types);
      }
      if (object.get("anyOf") instanceof ArrayNode choices) {
        unite(object, choices);
      }
      if (object.get("examples") instanceof ArrayNode) {
        object.remove("examples");
      }
    }
    node.forEach(ContractChanges::rewrite);
  }

  /** {@code [integer, "null"]} is a nullable integer. */
  private static void retype(ObjectNode schema, ArrayNode types) {
    List<String> named = new ArrayList<>();
    types.forEach(type -> named.add(type.asText()));
    if (named.remove("null")) {
      schema.put("nullable", true);
    }
    schema.put("type", named.isEmpty() ? "object" : named.getFirst());
  }

  /** Something or null is a nullable something. */
  private static void unite(ObjectNode schema, ArrayNode choices) {
    for (int i = choices.size() - 1; i >= 0; i--) {
      if (choices.get(i).path("type").asText().equals("null")) {
        choices.remove(i);
        schema.put("nullable", true);
      }
    }
    if (choices.size() == 1) {
      schema.remove("anyOf");
      schema.set("allOf", choices);
    }
  }
}
