package io.tapeline.access.batch;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Plan;
import io.tapeline.access.batch.BatchRequest.Question;
import io.tapeline.access.http.Callers;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many questions at once. */
@Path("/v1/batch")
@Tag(name = "Batch", description = "Many questions in one request.")
public class BatchResource {

  /** Questions of one batch that are under way at once. */
  private static final int AT_ONCE = 8;

  private final BatchQuestions questions;
  private final BatchAnswers answers;

  @Inject
  public BatchResource(BatchQuestions questions, BatchAnswers answers) {
    this.questions = questions;
    this.answers = answers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "batch",
      summary = "Ask many questions at once",
      description =
          "Answers up to 50 GETs, or as many as your plan gives, in one request, each with its own"
              + " status. Each is let in, counted and charged as if it had come alone; all together"
              + " are one request under way.")
  @APIResponse(
      responseCode = "200",
      description = "An answer to each question, in their order.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BatchJson.class)))
  public Uni<Answer> batch(@Nullable BatchRequest body, @Context RoutingContext route) {
    Plan plan = Callers.planOf(route);
    List<Question> asked = questions.of(body, plan);
    BatchAnswers.Room room = new BatchAnswers.Room();
    return Uni.join()
        .all(asked.stream().map(question -> answers.ask(question, route, room)).toList())
        .usingConcurrencyOf(AT_ONCE)
        .andFailFast()
        .map(parts -> Answer.of(new BatchJson(parts), CacheRule.NEVER));
  }
}
