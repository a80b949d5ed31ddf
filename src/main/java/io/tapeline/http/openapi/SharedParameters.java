package io.tapeline.http.openapi;

import io.tapeline.http.IdempotencyKey;
import io.tapeline.http.Paging;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final Set<String> SHARED = Set.of("limit", CURSOR, IdempotencyKey.HEADER);

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
            query(CURSOR, "The `next` of the page before. Opaque.", Contract.text()),
            IdempotencyKey.HEADER,
            query(
                    IdempotencyKey.HEADER,
                    "1 to 255 characters of your own: the same request with the same key is done once.",
                    Contract.text())
                .in(Parameter.In.HEADER)));
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
    // one that says itself what it means means something of its own
    return name != null && SHARED.contains(name) && parameter.getDescription() == null
        ? reference(name)
        : parameter;
  }

  /** Whether it does once what comes several times. */
  static boolean takesIdempotencyKey(Operation operation) {
    List<Parameter> all = operation.getParameters();
    String key = reference(IdempotencyKey.HEADER).getRef();
    return all != null && all.stream().anyMatch(each -> key.equals(each.getRef()));
  }

  private static Parameter reference(String name) {
    return OASFactory.createParameter().ref("#/components/parameters/" + name);
  }
}
