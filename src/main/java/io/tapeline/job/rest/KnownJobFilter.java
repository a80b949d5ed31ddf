package io.tapeline.job.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.job.app.Jobs;
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
  public Uni<Void> check(UriInfo address) {
    return JobsResource.find(jobs, address.getPathParameters().getFirst("job")).replaceWithVoid();
  }
}
