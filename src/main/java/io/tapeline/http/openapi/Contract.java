package io.tapeline.http.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the document what every resource shares, so that resources state only what is their
 * own: problems, headers, list formats, {@code fields}, examples.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Contract implements OASFilter {

  private static final String JSON = "application/json";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    components.getSchemas().forEach(Contract::requireAll);
    components.getSchemas().values().forEach(Contract::allowNulls);
    components.getSchemas().values().forEach(Contract::referOnly);
    components.getSchemas().values().forEach(Contract::decimalsAsText);
    components.getSchemas().values().forEach(Contract::exampleAsText);
    SharedParameters.addTo(components);
    SharedHeaders.addTo(components);
    ProblemResponses.addTo(components);
    Examples examples = new Examples(components.getSchemas());
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, each) -> {
                          complete(path, method == HttpMethod.GET, each, examples);
                          freeBody(each.getRequestBody(), components.getSchemas());
                        }));
  }

  /** What has no field that must be given need not be given at all. */
  private static void freeBody(@Nullable RequestBody body, Map<String, Schema> schemas) {
    MediaType json = body == null ? null : body.getContent().getMediaType(JSON);
    if (body != null && json != null) {
      String reference = String.valueOf(json.getSchema().getRef());
      Schema asked = schemas.get(reference.substring(reference.lastIndexOf('/') + 1));
      body.setRequired(asked == null || asked.getRequired() != null);
    }
  }

  /**
   * @param read it can be asked again, for parts of it or whether it has changed
   */
  private static void complete(String path, boolean read, Operation operation, Examples examples) {
    boolean list = SharedParameters.complete(operation, read, examples);
    ResponseContent.complete(operation, list, examples);
    SharedHeaders.complete(operation, read);
    ProblemResponses.complete(path, operation, read);
  }

  /**
   * Every field is written, null where unknown; only a problem leaves out what it doesn't have.
   * What is asked for says itself what it can't be without.
   */
  private static void requireAll(String name, Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    boolean whole = !name.startsWith("Problem") && !name.endsWith("Request");
    if (properties != null && schema.getRequired() == null && whole) {
      schema.setRequired(new ArrayList<>(properties.keySet()));
    }
  }

  /** An enumeration that may be null has to list it. */
  private static void allowNulls(Schema schema) {
    if (schema.getProperties() == null) {
      return;
    }
    for (Schema property : schema.getProperties().values()) {
      List<Object> values = property.getEnumeration();
      if (values != null && isNullable(property) && !values.contains(null)) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(null);
        property.setEnumeration(all);
      }
    }
  }

  /** Values of an open field that have a schema have no other type, whatever Java makes of them. */
  private static void referOnly(Schema schema) {
    if (schema.getProperties() == null) {
      return;
    }
    for (Schema property : schema.getProperties().values()) {
      Schema values = property.getAdditionalPropertiesSchema();
      if (values != null && values.getRef() != null) {
        property.setAdditionalPropertiesSchema(OASFactory.createSchema().ref(values.getRef()));
      }
    }
  }

  /** What Java has as an exact number is written as one; only a {@code double} has a format. */
  private static void decimalsAsText(Schema schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(Contract::decimalsAsText);
    }
    if (is(schema, Schema.SchemaType.NUMBER) && schema.getFormat() == null) {
      boolean nullable = isNullable(schema);
      schema.setType(List.of(Schema.SchemaType.STRING));
      if (nullable) {
        schema.addType(Schema.SchemaType.NULL);
      }
      schema.setFormat("decimal");
    }
  }

  /** Decimals are strings, even where the example in an annotation reads like a number. */
  private static void exampleAsText(Schema schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(Contract::exampleAsText);
    }
    if (schema.getExamples() != null && is(schema, Schema.SchemaType.STRING)) {
      schema.setExamples(schema.getExamples().stream().<Object>map(Object::toString).toList());
    }
  }

  static boolean isNullable(Schema schema) {
    return is(schema, Schema.SchemaType.NULL);
  }

  private static boolean is(Schema schema, Schema.SchemaType type) {
    return schema.getType() != null && schema.getType().contains(type);
  }

  static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }
}
