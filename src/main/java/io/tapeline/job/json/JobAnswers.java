package io.tapeline.job.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Callers;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.job.app.Jobs;
import io.tapeline.job.app.Jobs.Order;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What every request for long work is answered. */
@ApplicationScoped
public class JobAnswers {

  private final Jobs jobs;
  private final ObjectMapper mapper;

  public JobAnswers(Jobs jobs, ObjectMapper mapper) {
    this.jobs = jobs;
    this.mapper = mapper;
  }

  /**
   * Takes the work for whoever sent a request: 202, and where to look for it.
   *
   * @param asked the body as it was sent
   * @param request what was made of it: the work
   */
  public Uni<Response> accepted(RoutingContext route, String kind, Object asked, Object request) {
    String idempotencyKey = IdempotencyKey.of(route.request());
    return jobs.submit(
            Askers.of(route),
            new Order(
                kind,
                json(asked),
                json(request),
                Callers.leaveOf(route).named(),
                Callers.planOf(route).jobs()),
            idempotencyKey)
        .map(
            job ->
                Response.accepted(JobJson.of(job, mapper))
                    .type(MediaType.APPLICATION_JSON)
                    .location(URI.create("/v1/jobs/" + job.id()))
                    .build());
  }

  private String json(Object request) {
    try {
      return mapper.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is plain data", e);
    }
  }
}
