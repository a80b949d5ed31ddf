package io.tapeline.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What messages of a kind look like: for each place in them, the JSON types and number formats that
 * stand there. Array elements share a place, save in rows of fixed length, as in {@code
 * ["65100.1","0.5"]}.
 *
 * @param places by path, {@code events[].trades[].price}
 */
record JsonShape(Map<String, Set<String>> places) {

  private static final String NUMBER = "string with a number";
  private static final String EIGHT_DIGITS = "string with eight digits after the point";
  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonShape of(Collection<String> messages) {
    JsonShape shape = new JsonShape(new TreeMap<>());
    for (String message : messages) {
      try {
        shape.add("", JSON.readTree(message));
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(message, e);
      }
    }
    return shape;
  }

  /** The same, where a number is a number however many digits it has. */
  JsonShape anyScale() {
    Map<String, Set<String>> coarse = new TreeMap<>();
    places.forEach(
        (place, kinds) -> {
          Set<String> coarser = new TreeSet<>(kinds);
          if (coarser.remove(EIGHT_DIGITS)) {
            coarser.add(NUMBER);
          }
          coarse.put(place, coarser);
        });
    return new JsonShape(coarse);
  }

  private void add(String path, JsonNode node) {
    places.computeIfAbsent(path, _ -> new TreeSet<>()).add(kind(node));
    node.properties()
        .forEach(
            field -> add(path + (path.isEmpty() ? "" : ".") + field.getKey(), field.getValue()));
    boolean row = node.isArray() && !node.isEmpty() && !node.get(0).isContainerNode();
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      add(path + (row ? "[" + i + "]" : "[]"), node.get(i));
    }
  }

  private static String kind(JsonNode node) {
    if (!node.isTextual()) {
      return node.isIntegralNumber() || node.isNumber()
          ? "number"
          : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
    String text = node.textValue();
    if (text.matches("-?\\d+\\.\\d{8}")) {
      return EIGHT_DIGITS;
    }
    if (text.matches("-?\\d+(\\.\\d+)?")) {
      return NUMBER;
    }
    if (text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z")) {
      return "string with a time";
    }
    return "string";
  }
}
