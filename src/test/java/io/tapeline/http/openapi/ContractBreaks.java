package io.tapeline.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one contract promises and another doesn't keep, found by walking both from each operation to
 * the last field, through references, in the words of OpenAPI 3.0. What a caller sends may only be
 * asked for less strictly; what it gets may only say more, also what it gets at an address of its
 * own.
 */
final class ContractBreaks {

  /** Which way a schema goes. */
  private enum Way {
    ASKED,
    ANSWERED
  }

  /** A schema and what became of it, already compared in one way. */
  private record Walked(String name, Way way) {}

  private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems");
  private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems");

  private final JsonNode before;
  private final JsonNode after;
  private final Set<String> found = new LinkedHashSet<>();
  private final Set<Walked> walked = new HashSet<>();

  private ContractBreaks(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  static List<String> between(JsonNode before, JsonNode after) {
    ContractBreaks breaks = new ContractBreaks(before, after);
    breaks.walk();
    return List.copyOf(breaks.found);
  }

  private void walk() {
    Map<String, JsonNode> now = new LinkedHashMap<>();
    after.path("paths").properties().forEach(p -> now.put(shape(p.getKey()), p.getValue()));
    for (var path : before.path("paths").properties()) {
      JsonNode there = now.get(shape(path.getKey()));
      for (var operation : path.getValue().properties()) {
        String name = operation.getKey() + " " + path.getKey();
        JsonNode same = there == null ? null : there.get(operation.getKey());
        if (same == null) {
          found.add(name + " is gone");
        } else {
          operation(name, operation.getValue(), same);
        }
      }
    }
  }

  /** What callers write has no names of parameters in it. */
  private static String shape(String path) {
    return path.replaceAll("\\{\\w+}", "{}");
  }

  private void operation(String name, JsonNode old, JsonNode now) {
    parameters(name, old.path("parameters"), now.path("parameters"));
    JsonNode body = resolved(before, old.path("requestBody"));
    JsonNode bodyNow = resolved(after, now.path("requestBody"));
    if (!body.path("required").asBoolean() && bodyNow.path("required").asBoolean()) {
      found.add(name + " wants a body now");
    }
    contents(name, body.path("content"), bodyNow.path("content"), Way.ASKED);
    for (var answer : old.path("responses").properties()) {
      JsonNode same = now.path("responses").path(answer.getKey());
      String status = name + " " + answer.getKey();
      if (same.isMissingNode()) {
        found.add(status + " is gone");
      } else {
        answer(status, resolved(before, answer.getValue()), resolved(after, same));
      }
    }
    callbacks(name, old.path("callbacks"), now.path("callbacks"));
  }

  private void callbacks(String name, JsonNode old, JsonNode now) {
    for (var callback : old.properties()) {
      for (var address : callback.getValue().properties()) {
        for (var operation : address.getValue().properties()) {
          JsonNode same =
              now.path(callback.getKey()).path(address.getKey()).path(operation.getKey());
          callback(name + " " + callback.getKey(), operation.getValue(), same);
        }
      }
    }
  }

  private void callback(String name, JsonNode old, JsonNode now) {
    if (now.isMissingNode()) {
      found.add(name + " is gone");
      return;
    }
    Map<String, JsonNode> is = byName(after, now.path("parameters"));
    byName(before, old.path("parameters"))
        .forEach(
            (key, parameter) -> {
              JsonNode same = is.getOrDefault(key, MissingNode.getInstance());
              if (parameter.path("required").asBoolean() && !same.path("required").asBoolean()) {
                found.add(name + " may be without " + key);
              }
              schema(name + " " + key, parameter.path("schema"), same.path("schema"), Way.ANSWERED);
            });
    contents(
        name,
        resolved(before, old.path("requestBody")).path("content"),
        resolved(after, now.path("requestBody")).path("content"),
        Way.ANSWERED);
    for (var answer : old.path("responses").properties()) {
      if (!now.path("responses").has(answer.getKey())) {
        found.add(name + " may no longer be answered " + answer.getKey());
      }
    }
  }

  private void answer(String name, JsonNode old, JsonNode now) {
    old.path("headers")
        .fieldNames()
        .forEachRemaining(
            header -> {
              if (!now.path("headers").has(header)) {
                found.add(name + " has no header " + header);
              }
            });
    contents(name, old.path("content"), now.path("content"), Way.ANSWERED);
  }

  private void contents(String name, JsonNode old, JsonNode now, Way way) {
    for (var content : old.properties()) {
      JsonNode same = now.path(content.getKey());
      if (same.isMissingNode()) {
        found.add(name + " has no " + content.getKey());
      } else {
        schema(name, content.getValue().path("schema"), same.path("schema"), way);
      }
    }
  }

  // ---------------------------------------------------------------- parameters

  private void parameters(String name, JsonNode old, JsonNode now) {
    Map<String, JsonNode> was = byName(before, old);
    Map<String, JsonNode> is = byName(after, now);
    was.forEach(
        (key, parameter) -> {
          JsonNode same = is.get(key);
          if (same == null) {
            found.add(name + " has no parameter " + key);
          } else {
            String at = name + " " + key;
            required(at, parameter, same);
            schema(at, parameter.path("schema"), same.path("schema"), Way.ASKED);
          }
        });
    is.forEach(
        (key, parameter) -> {
          if (!was.containsKey(key)) {
            required(name + " " + key, MissingNode.getInstance(), parameter);
          }
        });
  }

  private void required(String name, JsonNode old, JsonNode now) {
    if (!old.path("required").asBoolean() && now.path("required").asBoolean()) {
      found.add(name + " must be given now");
    }
  }

  private static Map<String, JsonNode> byName(JsonNode document, JsonNode parameters) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    int places = 0;
    for (JsonNode each : parameters) {
      JsonNode parameter = resolved(document, each);
      String in = parameter.path("in").asText();
      // those of a path are told by where they stand
      String name =
          in.equals("path") ? Integer.toString(places++) : parameter.path("name").asText();
      named.put(in + " " + name, parameter);
    }
    return named;
  }

  // ---------------------------------------------------------------- schemas

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? document.at(reference.asText().substring(1)) : node;
  }

  private void schema(String at, JsonNode givenOld, JsonNode givenNow, Way way) {
    String reference = givenOld.path("$ref").asText();
    String name = reference.isEmpty() ? at : reference.substring(reference.lastIndexOf('/') + 1);
    if (!reference.isEmpty()
        && reference.equals(givenNow.path("$ref").asText())
        && !walked.add(new Walked(name, way))) {
      return;
    }
    JsonNode old = resolved(before, givenOld);
    JsonNode now = resolved(after, givenNow);
    if (old.isMissingNode()) {
      return;
    }
    word(name, "type", old, now, way);
    word(name, "format", old, now, way);
    word(name, "pattern", old, now, way);
    nulls(name, old, now, way);
    values(name, old, now, way);
    bounds(name, old, now, way);
    needed(name, old, now, way);
    below(name, old, now, way);
  }

  /** A word that a caller relies on may not change; one that it must keep to may not come up. */
  private void word(String name, String word, JsonNode old, JsonNode now, Way way) {
    String was = old.path(word).asText();
    String is = now.path(word).asText();
    boolean looser = way == Way.ASKED && is.isEmpty();
    boolean stricter = way == Way.ANSWERED && was.isEmpty();
    if (!was.equals(is) && !looser && !stricter) {
      found.add(name + ": " + word + " " + was + " -> " + is);
    }
  }

  private void nulls(String name, JsonNode old, JsonNode now, Way way) {
    boolean was = old.path("nullable").asBoolean();
    boolean is = now.path("nullable").asBoolean();
    if (way == Way.ANSWERED && is && !was) {
      found.add(name + " may be null now");
    } else if (way == Way.ASKED && was && !is) {
      found.add(name + " may not be null now");
    }
  }

  private void values(String name, JsonNode old, JsonNode now, Way way) {
    if (old.has("enum") && now.has("enum")) {
      gone(old.path("enum"), now.path("enum"))
          .forEach(value -> found.add(name + " is no longer " + value));
    } else if (way == Way.ASKED && now.has("enum")) {
      found.add(name + " takes certain values only");
    }
  }

  private void bounds(String name, JsonNode old, JsonNode now, Way way) {
    if (way == Way.ANSWERED) {
      return;
    }
    for (String bound : UPPER_BOUNDS) {
      bound(name, bound, old.path(bound).asDouble(Double.MAX_VALUE), now.path(bound), 1);
    }
    for (String bound : LOWER_BOUNDS) {
      bound(name, bound, old.path(bound).asDouble(-Double.MAX_VALUE), now.path(bound), -1);
    }
  }

  private void bound(String name, String bound, double was, JsonNode now, int sign) {
    if (!now.isMissingNode() && sign * now.asDouble() < sign * was) {
      found.add(name + ": " + bound + " is " + now + " now");
    }
  }

  private void needed(String name, JsonNode old, JsonNode now, Way way) {
    if (way == Way.ANSWERED) {
      gone(old.path("required"), now.path("required"))
          .forEach(field -> found.add(name + " may be without " + field));
    } else {
      gone(now.path("required"), old.path("required"))
          .forEach(field -> found.add(name + " needs " + field + " now"));
    }
  }

  private void below(String name, JsonNode old, JsonNode now, Way way) {
    for (var property : old.path("properties").properties()) {
      JsonNode same = now.path("properties").path(property.getKey());
      String at = name + "." + property.getKey();
      if (same.isMissingNode()) {
        found.add(at + " is gone");
      } else {
        schema(at, property.getValue(), same, way);
      }
    }
    schema(name + "[]", old.path("items"), now.path("items"), way);
    schema(name + "{}", old.path("additionalProperties"), now.path("additionalProperties"), way);
    for (String word : List.of("allOf", "anyOf", "oneOf")) {
      for (int i = 0; i < old.path(word).size(); i++) {
        if (now.path(word).has(i)) {
          schema(name, old.path(word).get(i), now.path(word).get(i), way);
        } else {
          found.add(name + ": " + word + " has lost a case");
        }
      }
    }
  }

  /** Texts of a list that another has not. */
  private static List<String> gone(JsonNode old, JsonNode now) {
    List<String> gone = new ArrayList<>();
    old.forEach(value -> gone.add(value.asText()));
    now.forEach(value -> gone.remove(value.asText()));
    return gone;
  }
}
