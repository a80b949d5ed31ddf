package io.tapeline.signal.rest;

import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.json.ModelJson;
import io.tapeline.signal.model.Model;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Models elsewhere: which are declared, and how they are. */
@Path("/v1/models")
@Tag(name = "Signals")
public class ModelsResource {

  private final Models models;

  @Inject
  public ModelsResource(Models models) {
    this.models = models;
  }

  @GET
  @Operation(
      operationId = "listModels",
      summary = "The models that can be asked",
      description =
          "Models at servers of their own, as the configuration declares them: what they are told of"
              + " a candle, what they answer, and whether they are ready. Ascending by name; none"
              + " where none is declared. `/v1/predictions` asks them.")
  @APIResponse(
      responseCode = "200",
      description = "A page of them.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = ModelJson.class)))
  public Answer list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Paging paging = inputs.paging("models", limit, cursor);
    inputs.check();
    Stream<Model> rows = models.all().stream();
    return Answer.of(
        Page.of(
            ModelJson.class,
            paging,
            rows,
            Model::name,
            model -> ModelJson.of(model, models.state(model))),
        CacheRule.LIVE);
  }
}
