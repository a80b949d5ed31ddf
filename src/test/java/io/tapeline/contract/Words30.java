package io.tapeline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A contract of OpenAPI 3.1 in the words of 3.0. The libraries that compare and judge contracts
 * read 3.1, but look for types where 3.0 has them, and pass what they don't find.
 */
public final class Words30 {

  private Words30() {}

  /** The same; what was given is not changed. */
  public static JsonNode of(JsonNode contract) {
    JsonNode tree = contract.deepCopy();
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
    node.forEach(Words30::rewrite);
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

  /** Something or null is a nullable something; null itself is the only value that it may have. */
  private static void unite(ObjectNode schema, ArrayNode choices) {
    for (JsonNode choice : choices) {
      if (choice instanceof ObjectNode nothing && nothing.path("type").asText().equals("null")) {
        schema.put("nullable", true);
        nothing.put("type", "object").put("nullable", true).putArray("enum").addNull();
      }
    }
  }
}
