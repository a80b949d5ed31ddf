package io.tapeline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.contract.ContractDocument;
import io.tapeline.contract.ContractDocument.Operation;
import java.util.ArrayList;
import java.util.List;

/** Bodies: what the contract asks for, that with something wrong, and what is no such thing. */
final class JsonBodies {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEEP = 20_000;
  private static final int LARGE = 200_000;
  private static final int TOO_LARGE = 1_100_000;

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-9223372036854775809",
          "123456789012345678901234567890",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\uffff\"",
          "\"\\u202e\"",
          "\"' or 1=1--\"",
          "\"${x}\"",
          "\"%s%n\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"-1\"",
          "\"9999-12-31T23:59:59Z\"",
          "\"P999999999999999999D\"",
          "\"PT0S\"",
          "\"::/0\"",
          "\"1.2.3.4/33\"",
          "\"fe80::1%eth0\"",
          "\"fe80::1%eth0/64\"",
          "[]",
          "[null]",
          "[[]]",
          "[\"admin\",\"admin\",1,null,{}]",
          "{}",
          "{\"a\":{\"b\":[]}}");

  private final ContractDocument document;
  private final Known known;

  /** Whole documents. */
  private final List<byte[]> corpus;

  JsonBodies(ContractDocument document, Known known, List<byte[]> corpus) {
    this.document = document;
    this.known = known;
    this.corpus = corpus;
  }

  byte[] draw(Draw draw, Operation operation) {
    JsonNode schema =
        document.resolved(
            operation.node().at("/requestBody/content/application~1json").path("schema"));
    return switch (draw.below(10)) {
      case 0, 1, 2 -> right(draw, operation, schema).toString().getBytes(UTF_8);
      case 3, 4, 5 -> wrong(draw, operation, schema);
      case 6 -> damaged(draw, right(draw, operation, schema).toString().getBytes(UTF_8));
      case 7 -> corpus.isEmpty() ? new byte[0] : draw.of(corpus);
      case 8 -> corpus.isEmpty() ? new byte[0] : within(draw, schema);
      default -> unlike(draw);
    };
  }

  // ---------------------------------------------------------------- by the schema

  private ObjectNode right(Draw draw, Operation operation, JsonNode schema) {
    ObjectNode body = JSON.createObjectNode();
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      boolean needed = schema.path("required").toString().contains('"' + name + '"');
      if (needed || draw.chance(40)) {
        body.set(name, value(draw, operation, name, document.resolved(property.getValue())));
      }
    }
    return body;
  }

  private JsonNode value(Draw draw, Operation operation, String name, JsonNode given) {
    JsonNode schema = orNull(given);
    JsonNode examples = schema.path("examples");
    if (!examples.isEmpty() && draw.chance(60)) {
      return examples.get(draw.below(examples.size()));
    }
    if (schema.path("type").toString().contains("array")) {
      ArrayNode list = JSON.createArrayNode();
      JsonNode items = document.resolved(schema.path("items"));
      for (int i = draw.below(3); i >= 0; i--) {
        list.add(value(draw, operation, name, items));
      }
      return list;
    }
    if (schema.has("properties")) {
      return right(draw, operation, schema);
    }
    List<String> some = known.of(operation, name);
    if (!some.isEmpty()) {
      return JSON.getNodeFactory().textNode(draw.of(some));
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(draw.below(schema.path("enum").size()));
    }
    if (schema.path("type").toString().contains("integer")) {
      return JSON.getNodeFactory().numberNode(whole(draw, schema));
    }
    if (schema.path("type").toString().contains("boolean")) {
      return JSON.getNodeFactory().booleanNode(draw.chance(50));
    }
    return JSON.getNodeFactory().textNode("fuzz " + Long.toHexString(draw.number()));
  }

  /** What may be null stands beside that. */
  private JsonNode orNull(JsonNode schema) {
    for (JsonNode either : schema.path("anyOf")) {
      if (!either.path("type").asText().equals("null")) {
        return document.resolved(either);
      }
    }
    return schema;
  }

  private static int whole(Draw draw, JsonNode schema) {
    int least = schema.path("minimum").asInt(0);
    return least + draw.below(schema.path("maximum").asInt(least + 100) - least + 1);
  }

  private byte[] wrong(Draw draw, Operation operation, JsonNode schema) {
    ObjectNode body = right(draw, operation, schema);
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    names.add("unknown");
    String name = draw.of(names);
    body.remove(name);
    String all = body.toString();
    String rest = all.substring(1, all.length() - 1);
    String odd =
        switch (draw.below(6)) {
          case 0 -> "\"" + "x".repeat(draw.below(3000)) + "\"";
          case 1 -> "[" + "\"admin\",".repeat(draw.below(2000)) + "\"admin\"]";
          case 2 -> "[".repeat(DEEP);
          default -> draw.of(VALUES);
        };
    String pair = "\"" + name + "\":" + odd;
    String twice = draw.chance(10) ? pair + "," + pair : pair;
    return ("{" + rest + (rest.isEmpty() ? "" : ",") + twice + "}").getBytes(UTF_8);
  }

  /** A document of the corpus as the value of a field. */
  private byte[] within(Draw draw, JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "x" : draw.of(names);
    return ("{\"" + name + "\":" + new String(draw.of(corpus), ISO_8859_1) + "}")
        .getBytes(ISO_8859_1);
  }

  // ---------------------------------------------------------------- by the bytes

  private static byte[] damaged(Draw draw, byte[] body) {
    byte[] damaged = body.clone();
    switch (draw.below(4)) {
      case 0 -> damaged = java.util.Arrays.copyOf(damaged, draw.below(damaged.length));
      case 1 -> damaged[draw.below(damaged.length)] = (byte) draw.below(256);
      case 2 -> damaged = java.util.Arrays.copyOf(damaged, damaged.length + 1 + draw.below(8));
      default -> damaged = new String(damaged, UTF_8).getBytes(UTF_16LE);
    }
    return damaged;
  }

  private static byte[] unlike(Draw draw) {
    return switch (draw.below(8)) {
      case 0 -> new byte[0];
      case 1 -> draw.bytes(draw.below(200));
      case 2 -> "[".repeat(DEEP).getBytes(UTF_8);
      case 3 -> "{\"a\":".repeat(DEEP).getBytes(UTF_8);
      case 4 -> ("\"" + "x".repeat(draw.chance(20) ? TOO_LARGE : LARGE) + "\"").getBytes(UTF_8);
      case 5 -> "9".repeat(LARGE).getBytes(UTF_8);
      case 6 -> "name=x&plan=pro".getBytes(UTF_8);
      default ->
          "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e \"e\">]><x>&e;</x>".getBytes(UTF_8);
    };
  }
}
