package io.tapeline.http.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whole examples, put together from the examples of single fields. */
final class Examples {

  private static final String PREFIX = "#/components/schemas/";
  private static final String ID = "3d5c9c2e-8f6f-4a54-9d0e-6f1f0f3c7a10";

  private final Map<String, Schema> schemas;

  Examples(Map<String, Schema> schemas) {
    this.schemas = Map.copyOf(schemas);
  }

  /** Null where no field has an example, as for a cursor. */
  @Nullable Object of(Schema given) {
    Schema schema = resolve(given);
    if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
      return schema.getExamples().getFirst();
    }
    if (schema.getItems() != null) {
      Object element = of(schema.getItems());
      return element == null ? List.of() : List.of(element);
    }
    return schema.getProperties() == null ? plain(schema) : object(schema);
  }

  /** One of each kind that there is, by the name of its schema. */
  Map<String, Example> ofEach(Schema given) {
    List<Schema> alternatives = alternatives(resolve(given));
    List<Schema> kinds = alternatives.isEmpty() ? List.of(given) : alternatives;
    Map<String, Example> all = new LinkedHashMap<>();
    for (Schema each : kinds) {
      String ref = String.valueOf(each.getRef());
      all.put(ref.substring(ref.lastIndexOf('/') + 1), OASFactory.createExample().value(of(each)));
    }
    return all;
  }

  /** Names of the fields of an object, or of a list's rows. */
  List<String> fields(Schema given) {
    Schema schema = resolve(given);
    Schema row = schema.getItems() == null ? schema : resolve(schema.getItems());
    return row.getProperties() == null
        ? alternatives(row).stream().flatMap(each -> fields(each).stream()).distinct().toList()
        : List.copyOf(row.getProperties().keySet());
  }

  private static List<Schema> alternatives(Schema schema) {
    List<Schema> any = schema.getAnyOf() == null ? schema.getOneOf() : schema.getAnyOf();
    return any == null ? List.of() : any;
  }

  /** Something that is allowed where the field itself gives no example. */
  private @Nullable Object plain(Schema schema) {
    if (!alternatives(schema).isEmpty()) {
      return of(alternatives(schema).getFirst());
    }
    if (Contract.isNullable(schema)) {
      return null;
    }
    if (schema.getEnumeration() != null) {
      return schema.getEnumeration().getFirst();
    }
    List<Schema.SchemaType> types = schema.getType() == null ? List.of() : schema.getType();
    return switch (types.size() == 1 ? types.getFirst() : Schema.SchemaType.NULL) {
      case BOOLEAN -> false;
      case INTEGER, NUMBER -> 1;
      case OBJECT -> Map.of();
      case STRING -> "uuid".equals(schema.getFormat()) ? ID : null;
      case ARRAY, NULL -> null;
    };
  }

  /** An example as one line of JSON. */
  String line(Schema schema) {
    return json(of(schema));
  }

  private Map<String, @Nullable Object> object(Schema schema) {
    Map<String, @Nullable Object> example = new LinkedHashMap<>();
    schema
        .getProperties()
        .forEach(
            (name, property) -> {
              if (!isExtra(schema, name, property)) {
                example.put(name, of(property));
              }
            });
    return example;
  }

  /**
   * An object that is there of some alone, and does not belong beside the example of the others.
   */
  private boolean isExtra(Schema schema, String name, Schema property) {
    List<String> required = schema.getRequired();
    return required != null
        && !required.contains(name)
        && resolve(property).getProperties() != null;
  }

  private Schema resolve(Schema schema) {
    String ref = schema.getRef();
    return ref == null ? schema : schemas.getOrDefault(ref.substring(PREFIX.length()), schema);
  }

  private static String json(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> object ->
          object.entrySet().stream()
              .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(Examples::json).collect(Collectors.joining(",", "[", "]"));
      case String text -> '"' + text.replace("\"", "\\\"") + '"';
      case null -> "null";
      default -> value.toString();
    };
  }
}
