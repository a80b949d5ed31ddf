package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.chain.record.ChainEvent;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests of {@link OfKeptEvents} that would go on behind an event since which others were
 * removed, as if nothing had been.
 */
@Singleton
public class KeptEventsFilter {

  /** After the chain is found. */
  private static final int LATER = Priorities.USER + 1_001;

  private final BlockHistory history;

  @Inject
  public KeptEventsFilter(BlockHistory history) {
    this.history = history;
  }

  @OfKeptEvents
  @ServerRequestFilter(priority = LATER)
  public Uni<Void> check(UriInfo address, HttpHeaders headers) {
    ChainEvent.Place behind = place(headers.getHeaderString("Last-Event-ID"));
    String chain = address.getPathParameters().getFirst("chain").toLowerCase(Locale.ROOT);
    return behind == null
        ? Uni.createFrom().voidItem()
        : history
            .requireEvents(chain, behind)
            .onFailure(failure -> !isGone(failure))
            .recoverWithNull();
  }

  /** Where the store is away for a moment events come once it is back. */
  private static boolean isGone(Throwable failure) {
    return failure instanceof ProblemException said
        && said.problem() instanceof Problem.NoLongerKept;
  }

  /** What is none is refused where it is read. */
  private static ChainEvent.@Nullable Place place(@Nullable String given) {
    try {
      return given == null ? null : ChainEvent.Place.parse(given);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
