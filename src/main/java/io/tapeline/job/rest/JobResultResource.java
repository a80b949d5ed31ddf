package io.tapeline.job.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.http.ContentDigest;
import io.tapeline.http.Encoded;
import io.tapeline.http.Range;
import io.tapeline.job.Job;
import io.tapeline.job.Job.JobFile;
import io.tapeline.job.app.Jobs;
import io.tapeline.job.app.Jobs.Asker;
import io.tapeline.job.json.Askers;
import io.tapeline.job.json.JobJson;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What came of a job, and how it comes about. */
@Path("/v1/jobs")
@Tag(name = "Jobs")
public class JobResultResource {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** So often something is said, lest a proxy takes the silence for an end. */
  private static final int LOOKS_PER_WORD = 30;

  private final Jobs jobs;
  private final ObjectMapper mapper;

  @Inject
  public JobResultResource(Jobs jobs, ObjectMapper mapper) {
    this.jobs = jobs;
    this.mapper = mapper;
  }

  @GET
  @Path("{job}/result")
  @Produces(MediaType.WILDCARD)
  @Operation(
      operationId = "getJobResult",
      summary = "What a job made",
      description =
          "The file that it made, whole or a range of its bytes (`Range`, `If-Range`); where it"
              + " made none, its result as JSON. `ETag` and `Content-Digest` are the SHA-256 of the"
              + " whole file.")
  @APIResponse(
      responseCode = "200",
      description = "The whole file.",
      content = @Content(mediaType = "*/*", schema = @Schema))
  @APIResponse(
      responseCode = "206",
      description = "The range that was asked for.",
      content = @Content(mediaType = "*/*", schema = @Schema))
  @APIResponse(responseCode = "304", description = "You have it: the ETag is the same.")
  @APIResponse(responseCode = "409", description = "`job_state`: it has not succeeded.")
  @APIResponse(responseCode = "410", description = "`file_gone`: the file is not kept any more.")
  @APIResponse(
      responseCode = "416",
      description = "`no_such_range`: the file has none of these bytes.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Response> result(
      @Parameter(description = "A job's id.") @PathParam("job") String id,
      @Parameter(description = "One range of bytes.") @HeaderParam("Range") @Nullable String range,
      @Parameter(description = "The range is wanted of the file with this ETag only.")
          @HeaderParam("If-Range")
          @Nullable String ifRange,
      @Parameter(description = "The ETag of what you have.") @HeaderParam("If-None-Match")
          @Nullable String known,
      @Context RoutingContext route) {
    boolean head = route.request().method().equals(HttpMethod.HEAD);
    return JobsResource.find(jobs, Askers.of(route), id)
        .map(job -> answer(job, new Wanted(range, ifRange, known, head)));
  }

  /** What of the file is to be sent, as the headers say it. */
  private record Wanted(
      @Nullable String range, @Nullable String ifRange, @Nullable String known, boolean head) {}

  private Response answer(Job job, Wanted wanted) {
    if (job.state() != Job.State.SUCCEEDED) {
      throw new ProblemException(
          new Problem.JobState(job.state().id(), "there is a result when it has succeeded."));
    }
    JobFile file = job.file();
    return file == null
        ? Response.ok(result(job), MediaType.APPLICATION_JSON).build()
        : answer(job, file, wanted);
  }

  private static Encoded result(Job job) {
    return new Encoded(
        Objects.requireNonNull(job.result()).getBytes(StandardCharsets.UTF_8), Encoded.JSON);
  }

  private Response answer(Job job, JobFile file, Wanted wanted) {
    java.nio.file.Path path =
        jobs.file(job).orElseThrow(() -> new ProblemException(new Problem.FileGone()));
    String tag = '"' + file.sha256() + '"';
    String known = wanted.known();
    if (known != null && (known.strip().equals("*") || known.contains(tag))) {
      return headers(Response.notModified(), file, tag).build();
    }
    Optional<Range> range =
        wanted.ifRange() == null || wanted.ifRange().equals(tag)
            ? Range.of(wanted.range(), file.bytes())
            : Optional.empty();
    if (wanted.range() != null && range.isPresent() && range.get().length() == 0) {
      throw new ProblemException(new Problem.NoSuchRange(wanted.range(), file.bytes()));
    }
    Range part = range.orElse(new Range(0, file.bytes()));
    return headers(range.isPresent() ? partial(part, file) : whole(file, wanted), file, tag)
        // said here, since HEAD sends no file that would say it
        .header("Content-Length", part.length())
        .header(ContentDigest.REPRESENTATION, digest(file))
        .entity(new PathPart(path, part.from(), part.length()))
        .type(file.mediaType())
        .build();
  }

  private static Response.ResponseBuilder partial(Range part, JobFile file) {
    return Response.status(206)
        .header(
            "Content-Range",
            "bytes %d-%d/%d".formatted(part.from(), part.from() + part.length() - 1, file.bytes()));
  }

  private static Response.ResponseBuilder whole(JobFile file, Wanted wanted) {
    Response.ResponseBuilder answer = Response.ok();
    return wanted.head() ? answer : answer.header(ContentDigest.HEADER, digest(file));
  }

  private static String digest(JobFile file) {
    return "sha-256=:" + file.sha256() + ":";
  }

  private static Response.ResponseBuilder headers(
      Response.ResponseBuilder answer, JobFile file, String tag) {
    return answer
        .header("ETag", tag)
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "private, max-age=86400, immutable")
        .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
  }

  @GET
  @Path("{job}/events")
  @OfKnownJob
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "watchJob",
      summary = "A job as it goes on",
      description =
          "Server-sent events: `job` with the job, as `GET /v1/jobs/{job}` gives it, at first and"
              + " each time it has changed. Ends with the job.")
  @APIResponse(
      responseCode = "200",
      description = "The events; the schema is that of each one's `data`.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public RestMulti<OutboundSseEvent> events(
      @Parameter(description = "A job's id.") @PathParam("job") String id,
      @Context Sse sse,
      @Context RoutingContext route) {
    Asker asker = Askers.of(route);
    return RestMulti.fromUniResponse(
        JobsResource.find(jobs, asker, id), _ -> watched(asker, id, sse));
  }

  private Multi<OutboundSseEvent> watched(Asker asker, String id, Sse sse) {
    Watch watch = new Watch(sse);
    return Multi.createFrom()
        .ticks()
        .every(LOOK_EVERY)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(_ -> JobsResource.find(jobs, asker, id))
        .select()
        .first(watch::goesOn)
        .onItem()
        .<OutboundSseEvent>transformToIterable(watch::events);
  }

  /** What one who watches has been told. */
  private final class Watch {
    private final Sse sse;
    private @Nullable JobJson told;
    private int looks;
    private boolean over;

    Watch(Sse sse) {
      this.sse = sse;
    }

    /** True up to the look that finds it over, that one included. */
    boolean goesOn(Job job) {
      boolean goesOn = !over;
      over = job.state().isOver();
      return goesOn;
    }

    List<OutboundSseEvent> events(Job job) {
      JobJson now = JobJson.of(job, mapper);
      if (!now.equals(told)) {
        told = now;
        return List.of(
            sse.newEventBuilder()
                .name("job")
                .data(now)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .build());
      }
      return ++looks % LOOKS_PER_WORD == 0
          ? List.of(sse.newEventBuilder().comment("still at it").build())
          : List.of();
    }
  }
}
