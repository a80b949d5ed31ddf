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
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the document what every resource shares, so that resources state only what is their
 * own: problems, headers, list formats, {@code fields}, examples.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Contract implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    components.getSchemas().forEach(Contract::requireAll);
    components.getSchemas().values().forEach(Contract::allowNulls);
    SharedParameters.addTo(components);
    SharedHeaders.addTo(components);
    ProblemResponses.addTo(components);
    Examples examples = new Examples(components.getSchemas());
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) -> operations(item).forEach(each -> complete(path, each, examples)));
  }

  private static List<Operation> operations(PathItem item) {
    return List.copyOf(item.getOperations().values());
  }

  private static void complete(String path, Operation operation, Examples examples) {
    boolean list = SharedParameters.complete(operation);
    ResponseContent.complete(operation, list, examples);
    SharedHeaders.complete(operation, list);
    ProblemResponses.complete(path, operation);
  }

  /** Every field is written, null where unknown; only a problem leaves out what it doesn't have. */
  private static void requireAll(String name, Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties != null && schema.getRequired() == null && !name.startsWith("Problem")) {
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

  static boolean isNullable(Schema schema) {
    return schema.getType() != null && schema.getType().contains(Schema.SchemaType.NULL);
  }

  static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }
}
