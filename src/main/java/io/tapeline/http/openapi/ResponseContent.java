package io.tapeline.http.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The bodies of what succeeds: a list's page and its other formats, and an example of each. */
final class ResponseContent {

  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";

  private ResponseContent() {}

  static boolean isJson(Operation operation) {
    return json(operation) != null;
  }

  /** Of what succeeds; null where that is no JSON. */
  static @Nullable Schema schema(Operation operation) {
    MediaType json = json(operation);
    return json == null ? null : json.getSchema();
  }

  private static @Nullable MediaType json(Operation operation) {
    return content(operation, JSON);
  }

  private static @Nullable MediaType content(Operation operation, String type) {
    APIResponse success = operation.getResponses().getAPIResponse("200");
    Content content = success == null ? null : success.getContent();
    return content == null ? null : content.getMediaType(type);
  }

  static void complete(Operation operation, boolean list, Examples examples) {
    MediaType events = content(operation, EVENTS);
    if (events != null) {
      examples.ofEach(events.getSchema()).forEach(events::addExample);
    }
    MediaType json = json(operation);
    if (json == null) {
      return;
    }
    Schema rows = json.getSchema();
    if (list && rows.getItems() != null) {
      json.setSchema(page(rows));
      addListFormats(operation.getResponses().getAPIResponse("200").getContent(), rows, examples);
    }
    if (json.getExample() == null && json.getExamples() == null) {
      json.setExample(examples.of(json.getSchema()));
    }
  }

  private static Schema page(Schema rows) {
    Schema next =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.STRING)
            .addType(Schema.SchemaType.NULL)
            .description("The cursor of the next page; null on the last.");
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .addProperty("data", rows)
        .addProperty("next", next)
        .addRequired("data")
        .addRequired("next");
  }

  private static void addListFormats(Content content, Schema rows, Examples examples) {
    content.addMediaType(
        "application/x-ndjson",
        OASFactory.createMediaType()
            .schema(Contract.text().description("One row, as JSON, on each line."))
            .example(examples.line(rows.getItems())));
    content.addMediaType(
        "text/csv",
        OASFactory.createMediaType()
            .schema(Contract.text().description("A header line, then a line for each row.")));
  }
}
