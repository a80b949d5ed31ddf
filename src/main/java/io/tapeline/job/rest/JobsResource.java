package io.tapeline.job.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.job.Job;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.Jobs;
import io.tapeline.job.app.Jobs.Asker;
import io.tapeline.job.json.Askers;
import io.tapeline.job.json.JobJson;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Long work: which there is, how far it is, and its end. */
@Path("/v1/jobs")
@Tag(name = "Jobs", description = "Long work, such as exports: progress, results, cancelling.")
public class JobsResource {

  private static final String ID = "A job's id.";

  private final Jobs jobs;
  private final ObjectMapper mapper;
  private final Map<String, String> kinds;

  @Inject
  public JobsResource(Jobs jobs, ObjectMapper mapper, @Any Instance<JobKind> kinds) {
    this.jobs = jobs;
    this.mapper = mapper;
    this.kinds =
        kinds.stream().map(JobKind::kind).collect(Collectors.toMap(Function.identity(), k -> k));
  }

  @GET
  @Operation(
      operationId = "listJobs",
      summary = "Jobs",
      description =
          "Those that your tenant asked for, with the scope `admin` everybody's; the newest first."
              + " Finished ones are forgotten after some days.")
  @APIResponse(
      responseCode = "200",
      description = "A page of jobs.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = JobJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = "Only these: `export` or `backfill`.", example = "export")
          @QueryParam("kind")
          @Nullable String kind,
      @Parameter(
              description = "Only those in this state.",
              schema =
                  @Schema(enumeration = {"queued", "running", "succeeded", "failed", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context RoutingContext route) {
    Inputs inputs = new Inputs();
    String wantedKind = inputs.choice("kind", kind, kinds);
    Job.State wantedState = inputs.choice("state", state, Job.State.class);
    Paging paging = inputs.paging("jobs?" + kind + "&" + state, limit, cursor);
    UUID after = inputs.position(paging, cursor, UUID::fromString);
    inputs.check();
    Jobs.Filter filter = new Jobs.Filter(wantedKind, wantedState);
    return jobs.list(Askers.of(route), filter, after, paging.limitAndOneMore())
        .map(
            found ->
                Answer.of(
                    Page.of(
                        JobJson.class,
                        paging,
                        found,
                        job -> job.id().toString(),
                        job -> JobJson.of(job, mapper)),
                    CacheRule.LIVE));
  }

  @GET
  @Path("{job}")
  @Operation(
      operationId = "getJob",
      summary = "A job",
      description = "What was asked for, how far it is, and what came of it.")
  @APIResponse(
      responseCode = "200",
      description = "The job.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> get(
      @Parameter(description = ID) @PathParam("job") String id, @Context RoutingContext route) {
    return find(jobs, Askers.of(route), id)
        .map(job -> Answer.of(JobJson.of(job, mapper), CacheRule.LIVE));
  }

  @DELETE
  @Path("{job}")
  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description =
          "One that waits is cancelled at once; one that runs leaves off within seconds and is"
              + " answered as it is now, with 202.")
  @APIResponse(
      responseCode = "200",
      description = "It is cancelled.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(
      responseCode = "202",
      description = "It will leave off.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(responseCode = "409", description = "`job_state`: it is over.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Response> cancel(
      @Parameter(description = ID) @PathParam("job") String id, @Context RoutingContext route) {
    Asker asker = Askers.of(route);
    return find(jobs, asker, id)
        .chain(job -> jobs.cancel(asker, job.id()))
        .map(job -> job.orElseThrow(() -> new ProblemException(new Problem.UnknownJob(id))))
        .map(this::cancelled);
  }

  private Response cancelled(Job job) {
    if (job.state().isOver() && job.state() != Job.State.CANCELLED) {
      throw new ProblemException(
          new Problem.JobState(job.state().id(), "only what is not over can be cancelled."));
    }
    Response.ResponseBuilder answer =
        job.state() == Job.State.CANCELLED ? Response.ok() : Response.accepted();
    return answer.entity(JobJson.of(job, mapper)).type(MediaType.APPLICATION_JSON).build();
  }

  /** The job of an id; fails with {@code unknown_job}, also where it is another tenant's. */
  static Uni<Job> find(Jobs jobs, Asker asker, String id) {
    UUID known = Inputs.uuid(id);
    if (known == null) {
      throw new ProblemException(new Problem.UnknownJob(id));
    }
    return jobs.find(asker, known)
        .map(job -> job.orElseThrow(() -> new ProblemException(new Problem.UnknownJob(id))));
  }
}
