package io.tapeline.chain.rest;

import io.tapeline.chain.app.HeadReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests of {@link OfFollowedChain} whose chain there is not. */
@Singleton
public class FollowedChainFilter {

  /** After the check of the query, so that what is wrong with it is told first. */
  private static final int LATE = Priorities.USER + 1_000;

  private final HeadReader heads;

  @Inject
  public FollowedChainFilter(HeadReader heads) {
    this.heads = heads;
  }

  @OfFollowedChain
  @ServerRequestFilter(priority = LATE)
  public void check(UriInfo address) {
    var _ = heads.require(address.getPathParameters().getFirst("chain"));
  }
}
