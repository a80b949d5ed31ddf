package io.tapeline.job.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.job.app.Jobs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests of {@link OfKnownJob} whose job there is not. */
@Singleton
public class KnownJobFilter {

  private final Jobs jobs;

  @Inject
  public KnownJobFilter(Jobs jobs) {
    this.jobs = jobs;
  }

  @OfKnownJob
  @ServerRequestFilter
  public Uni<Void> check(UriInfo address) {
    return JobsResource.find(jobs, address.getPathParameters().getFirst("job")).replaceWithVoid();
  }
}
