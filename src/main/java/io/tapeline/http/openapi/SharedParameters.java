package io.tapeline.http.openapi;

import io.tapeline.http.Paging;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Parameters that mean the same everywhere. */
final class SharedParameters {

  private static final String CURSOR = "cursor";

  private SharedParameters() {}

  static void addTo(Components components) {
    shared().forEach(components::addParameter);
  }

  private static Map<String, Parameter> shared() {
    Schema limit =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.INTEGER)
            .minimum(BigDecimal.ONE)
            .maximum(BigDecimal.valueOf(Paging.MAX_LIMIT))
            .defaultValue(Paging.DEFAULT_LIMIT);
    return new TreeMap<>(
        Map.of(
            "limit",
            query("limit", "Rows of a page.", limit),
            CURSOR,
            query(CURSOR, "The `next` of the page before. Opaque.", Contract.text())));
  }

  private static Parameter query(String name, String description, Schema schema) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.QUERY)
        .description(description)
        .schema(schema);
  }

  /** Refers to the shared parameters instead of repeating them; true if this is a list. */
  static boolean complete(Operation operation, boolean read, Examples examples) {
    List<Parameter> own =
        operation.getParameters() == null ? List.of() : List.copyOf(operation.getParameters());
    operation.setParameters(own.stream().map(SharedParameters::refer).toList());
    Schema answer = read ? ResponseContent.schema(operation) : null;
    if (answer != null) {
      operation.addParameter(fields(answer, examples));
    }
    return own.stream().anyMatch(parameter -> CURSOR.equals(parameter.getName()));
  }

  /** With an example that is good for the rows of this very operation. */
  private static Parameter fields(Schema answer, Examples examples) {
    String some = examples.fields(answer).stream().limit(2).collect(Collectors.joining(","));
    return query(
            "fields",
            "Only these fields, between commas; a dot leads into a nested one. In a list they are"
                + " those of its rows.",
            Contract.text())
        .example(some.isEmpty() ? null : some);
  }

  private static Parameter refer(Parameter parameter) {
    String name = parameter.getName();
    boolean shared = "limit".equals(name) || CURSOR.equals(name);
    // one that says itself what it means means something of its own
    return shared && parameter.getDescription() == null && parameter.getIn() == Parameter.In.QUERY
        ? reference(name)
        : parameter;
  }

  private static Parameter reference(String name) {
    return OASFactory.createParameter().ref("#/components/parameters/" + name);
  }
}
