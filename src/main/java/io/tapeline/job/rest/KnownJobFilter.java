package io.tapeline.job.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.job.app.Jobs;
import io.tapeline.job.json.Askers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests of {@link OfKnownJob} whose job there is not. */
@Singleton
public class KnownJobFilter {

  /** After the check of the query, so that what is wrong with it is told first. */
  private static final int LATE = Priorities.USER + 1_000;

  private final Jobs jobs;

  @Inject
  public KnownJobFilter(Jobs jobs) {
    this.jobs = jobs;
  }

  @OfKnownJob
  @ServerRequestFilter(priority = LATE)
  public Uni<Void> check(UriInfo address, RoutingContext route) {
    String id = address.getPathParameters().getFirst("job");
    return JobsResource.find(jobs, Askers.of(route), id).replaceWithVoid();
  }
}
