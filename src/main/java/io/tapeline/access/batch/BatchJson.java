package io.tapeline.access.batch;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers to a batch. */
@Schema(name = "Batch", description = "Answers, in the order of the questions.")
public record BatchJson(
    @Schema(description = "One for each question.", required = true) List<Part> data) {

  /** One answer, as it would have come alone. */
  @Schema(name = "BatchAnswer", description = "The answer to one question.")
  public record Part(
      @Schema(description = "As it was asked.", examples = "/v1/prices/btc", required = true)
          String path,
      @Schema(description = "Its own.", examples = "200", required = true) int status,
      @Schema(
              description = "Its header fields, names in lower case, but for those of the batch.",
              type = SchemaType.OBJECT,
              additionalProperties = String.class,
              required = true)
          Map<String, String> headers,
      @Schema(
              description = "What would have come alone, a problem as well; null if nothing would.",
              type = SchemaType.OBJECT,
              nullable = true,
              required = true)
          @JsonRawValue
          @Nullable String body) {}
}
