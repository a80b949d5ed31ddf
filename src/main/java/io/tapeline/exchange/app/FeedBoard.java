package io.tapeline.exchange.app;

import io.tapeline.market.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of the feeds, for status, readiness and the list of venues. Any thread. */
@ApplicationScoped
public class FeedBoard {

  /**
   * How a venue is.
   *
   * @param problem why it gives nothing, for people; null if it does
   */
  public record VenueState(
      Venue venue, String name, List<ConnectionState> connections, @Nullable String problem) {

    public VenueState {
      connections = List.copyOf(connections);
    }

    /** At least one of its connections is open. */
    public boolean isConnected() {
      return connections.stream().anyMatch(c -> c.phase() == ConnectionState.Phase.OPEN);
    }
  }

  private final Map<Venue, Supplier<VenueState>> venues = new ConcurrentHashMap<>();
  private volatile BooleanSupplier over = () -> false;
  private volatile @Nullable String problem = "the feed has not started yet";

  void add(Venue venue, Supplier<VenueState> state) {
    venues.put(venue, state);
  }

  void started(BooleanSupplier isOver) {
    over = isOver;
    problem = null;
  }

  void failed(String why) {
    problem = why;
  }

  /** Every venue of the feed, by id. */
  public List<VenueState> venues() {
    return venues.values().stream()
        .map(Supplier::get)
        .sorted(Comparator.comparing(VenueState::venue))
        .toList();
  }

  /** A recording was played to its end. */
  public boolean isOver() {
    return over.getAsBoolean();
  }

  /** Why there is no feed at all; null if there is one. */
  public @Nullable String problem() {
    return problem;
  }
}
