package io.tapeline.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tapeline.contract.Words30;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate against breaking changes is fed with them: each of the real contract, each refused. */
class ContractGateTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path CONTRACT = Path.of("openapi/openapi.yaml");

  private static final String ASSET = "/components/schemas/Asset";
  private static final String EXPORT = "/components/schemas/ExportRequest";
  private static final String CANDLES = "/paths/~1v1~1candles~1{id}/get";
  private static final String MARKETS = "/paths/~1v1~1markets/get";
  private static final String DELIVERY =
      "/paths/~1v1~1webhooks/post/callbacks/delivery/{$request.body#~1url}/post";
  private static final String EXPORTS = "/paths/~1v1~1exports/post";

  /**
   * A change of the contract.
   *
   * @param named what the gate has to say of it
   */
  record Change(String title, String named, Consumer<JsonNode> made) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static Change of(String title, String named, String place, Consumer<ObjectNode> made) {
    return new Change(title, named, tree -> made.accept(object(tree, place)));
  }

  private static ObjectNode object(JsonNode tree, String place) {
    return (ObjectNode) tree.requiredAt(place);
  }

  private static ArrayNode list(JsonNode tree, String place) {
    return (ArrayNode) tree.requiredAt(place);
  }

  private static ObjectNode parameter(JsonNode tree, String operation, String name) {
    for (JsonNode each : list(tree, operation + "/parameters")) {
      if (each.path("name").asText().equals(name)) {
        return (ObjectNode) each;
      }
    }
    throw new AssertionError("no parameter " + name);
  }

  private static ObjectNode schemaOf(JsonNode tree, String operation, String name) {
    return (ObjectNode) parameter(tree, operation, name).required("schema");
  }

  static Stream<Change> breaks() {
    return Stream.of(
        of("a path is gone", "/v1/venues", "/paths", paths -> paths.remove("/v1/venues")),
        of("an operation is gone", "delete", "/paths/~1v1~1jobs~1{job}", p -> p.remove("delete")),
        of("a status is gone", "304", CANDLES + "/responses", all -> all.remove("304")),
        of("a shared status is gone", "404", CANDLES + "/responses", all -> all.remove("404")),
        of(
            "a form is gone",
            "text/csv",
            CANDLES + "/responses/200/content",
            c -> c.remove("text/csv")),
        of("a header is gone", "ETag", CANDLES + "/responses/200/headers", h -> h.remove("ETag")),
        of(
            "a field of an answer is gone",
            "Asset.name",
            ASSET + "/properties",
            p -> p.remove("name")),
        of(
            "a field has another type",
            "Asset.name",
            ASSET + "/properties/name",
            p -> p.put("type", "integer")),
        of(
            "a field has another format",
            "format",
            "/components/schemas/Time",
            t -> t.put("format", "date")),
        of(
            "a field has another pattern",
            "pattern",
            "/components/schemas/Decimal",
            d -> d.put("pattern", ".*")),
        of(
            "a field may be null",
            "null",
            ASSET + "/properties/name",
            p -> p.putArray("type").add("string").add("null")),
        new Change(
            "a field may be missing", "without id", t -> list(t, ASSET + "/required").remove(0)),
        new Change(
            "a value comes no more",
            "no longer fiat",
            t -> list(t, ASSET + "/properties/kind/enum").remove(2)),
        new Change(
            "a list has other elements",
            "ChainContract.chain is gone",
            t ->
                object(t, ASSET + "/properties/contracts/items")
                    .put("$ref", "#/components/schemas/Limit")),
        new Change(
            "a new parameter is required",
            "exact",
            t ->
                list(t, MARKETS + "/parameters")
                    .addObject()
                    .put("name", "exact")
                    .put("in", "query")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string")),
        new Change(
            "a parameter is required",
            "interval",
            t -> parameter(t, CANDLES, "interval").put("required", true)),
        new Change(
            "a parameter has another name",
            "interval",
            t -> parameter(t, CANDLES, "interval").put("name", "length")),
        new Change(
            "a parameter is gone",
            "venue",
            t ->
                list(t, MARKETS + "/parameters")
                    .removeIf(p -> p.path("name").asText().equals("venue"))),
        new Change(
            "a parameter has another type",
            "type",
            t -> schemaOf(t, CANDLES, "from").put("type", "integer")),
        new Change(
            "a parameter takes fewer values",
            "1w",
            t ->
                ((ArrayNode) schemaOf(t, CANDLES, "interval").required("enum"))
                    .removeIf(v -> v.asText().equals("1w"))),
        new Change(
            "a parameter takes certain values only",
            "from",
            t -> schemaOf(t, CANDLES, "from").putArray("enum").add("now")),
        new Change(
            "a parameter must match",
            "pattern",
            t -> schemaOf(t, CANDLES, "from").put("pattern", "[0-9]+")),
        new Change(
            "a parameter may not be as long",
            "maxLength",
            t -> schemaOf(t, CANDLES, "from").put("maxLength", 5)),
        of(
            "a parameter may not be as large",
            "maximum",
            "/components/parameters/limit/schema",
            s -> s.put("maximum", 100)),
        of(
            "a parameter may not be as small",
            "minimum",
            "/components/parameters/limit/schema",
            s -> s.put("minimum", 10)),
        new Change(
            "a body needs another field",
            "needs format",
            t -> list(t, EXPORT + "/required").add("format")),
        of(
            "a field of a body is gone",
            "ExportRequest.to",
            EXPORT + "/properties",
            p -> p.remove("to")),
        of(
            "a field of a body has another type",
            "ExportRequest.id",
            EXPORT + "/properties/id",
            p -> p.put("type", "integer")),
        of(
            "a body has another form",
            "application/json",
            EXPORTS + "/requestBody/content",
            c -> c.set("text/plain", c.remove("application/json"))),
        of(
            "a body is required",
            "body",
            "/paths/~1v1~1keys~1{key}~1rotate/post/requestBody",
            b -> b.put("required", true)),
        of(
            "nothing is delivered",
            "delivery is gone",
            "/paths/~1v1~1webhooks/post",
            p -> p.remove("callbacks")),
        new Change(
            "a delivery is without a header",
            "delivery may be without header Signature",
            t ->
                list(t, DELIVERY + "/parameters")
                    .removeIf(p -> p.path("name").asText().equals("Signature"))),
        of(
            "a delivery may not be answered so",
            "answered 410",
            DELIVERY + "/responses",
            r -> r.remove("410")),
        of(
            "a delivery has another form",
            "application/json",
            DELIVERY + "/requestBody/content",
            c -> c.set("text/plain", c.remove("application/json"))),
        new Change(
            "an event comes no more",
            "oneOf has lost a case",
            t -> list(t, "/components/schemas/WebhookEvent/oneOf").remove(2)));
  }

  static Stream<Change> additions() {
    return Stream.of(
        of("a path", "", "/paths", p -> p.set("/v1/others", object(p, "/~1v1~1venues").deepCopy())),
        of(
            "an operation",
            "",
            "/paths/~1v1~1venues",
            p ->
                p.putObject("post")
                    .putObject("responses")
                    .putObject("204")
                    .put("description", "Done.")),
        of(
            "a status",
            "",
            CANDLES + "/responses",
            all -> all.putObject("418").put("description", "A teapot.")),
        of(
            "a header",
            "",
            CANDLES + "/responses/200/headers",
            h -> h.putObject("Server-Timing").putObject("schema").put("type", "string")),
        of("a form", "", CANDLES + "/responses/200/content", c -> c.putObject("text/html")),
        new Change(
            "a parameter",
            "",
            t ->
                list(t, MARKETS + "/parameters")
                    .addObject()
                    .put("name", "exact")
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string")),
        of(
            "a field of an answer",
            "",
            ASSET + "/properties",
            p -> p.putObject("color").put("type", "string")),
        new Change("a value", "", t -> list(t, ASSET + "/properties/kind/enum").add("metal")),
        of(
            "a field of a body",
            "",
            EXPORT + "/properties",
            p -> p.putObject("name").put("type", "string")),
        new Change(
            "a value of a parameter",
            "",
            t -> ((ArrayNode) schemaOf(t, CANDLES, "interval").required("enum")).add("2w")),
        new Change(
            "a larger limit",
            "",
            t -> object(t, "/components/parameters/limit/schema").put("maximum", 10000)),
        new Change(
            "a header of a delivery",
            "",
            t ->
                list(t, DELIVERY + "/parameters")
                    .addObject()
                    .put("name", "Tapeline-Attempt")
                    .put("in", "header")
                    .putObject("schema")
                    .put("type", "integer")),
        of("a description", "", ASSET, s -> s.put("description", "It.")));
  }

  private static List<String> told(Change change) throws IOException {
    JsonNode before = YAML.readTree(CONTRACT.toFile());
    JsonNode after = before.deepCopy();
    change.made.accept(after);
    assertThat(after).isNotEqualTo(before);
    return ContractChanges.between(before, after).breaking();
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aBreakIsRefusedByName(Change change) throws IOException {
    assertThat(String.join("\n", told(change))).contains(change.named);
  }

  @ParameterizedTest
  @MethodSource("additions")
  void anAdditionPasses(Change change) throws IOException {
    assertThat(told(change)).isEmpty();
  }

  /** Not only the places that somebody thought of. */
  @Test
  void everyFieldThatGoesOrChangesItsTypeIsSeen() throws IOException {
    JsonNode before = Words30.of(YAML.readTree(CONTRACT.toFile()));
    Map<String, String> unseen = new LinkedHashMap<>();
    int changes = 0;
    for (String place : fields(before)) {
      int end = place.lastIndexOf('/');
      JsonNode without = before.deepCopy();
      object(without, place.substring(0, end)).remove(place.substring(end + 1));
      JsonNode other = before.deepCopy();
      object(other, place).removeAll().put("type", "number");
      for (JsonNode after : List.of(without, other)) {
        if (ContractBreaks.between(before, after).isEmpty()) {
          unseen.put(place, after == without ? "gone" : "a number");
        }
        changes++;
      }
    }
    assertThat(unseen).isEmpty();
    assertThat(changes).isGreaterThan(300);
  }

  private static List<String> fields(JsonNode contract) {
    List<String> places = new ArrayList<>();
    for (var schema : contract.at("/components/schemas").properties()) {
      for (var property : schema.getValue().path("properties").properties()) {
        places.add("/components/schemas/" + schema.getKey() + "/properties/" + property.getKey());
      }
    }
    return places;
  }
}
