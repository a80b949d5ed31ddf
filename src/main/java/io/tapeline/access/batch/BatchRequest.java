package io.tapeline.access.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Questions, as asked for. */
@Schema(name = "BatchRequest", description = "Questions that are asked in one request.")
public record BatchRequest(
    @Schema(description = "1 to 50, or as many as your plan gives.", required = true, maxItems = 50)
        @Nullable List<@Nullable Question> requests) {

  /** A GET. */
  @Schema(name = "BatchQuestion", description = "A GET.", requiredProperties = "path")
  public record Question(
      @Schema(
              description = "Path and query; neither a stream nor everything at once.",
              examples = "/v1/prices/btc?fields=price",
              nullable = true)
          @Nullable String path,
      @Schema(
              description = "The entity tag of the answer that you have; then it may be 304.",
              nullable = true)
          @JsonProperty("if_none_match")
          @Nullable String ifNoneMatch) {}
}
