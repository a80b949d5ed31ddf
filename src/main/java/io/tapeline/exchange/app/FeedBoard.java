package io.tapeline.exchange.app;

import io.tapeline.market.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** Why nothing comes from it: the venue's own reason, or that of a connection; null if none. */
    public @Nullable String silentBecause() {
      if (problem != null || isConnected()) {
        return problem;
      }
      return connections.stream()
          .map(ConnectionState::problem)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
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

  /**
   * Why no venue is connected, each with its own reason; empty as long as one is connected or may
   * still be, because it was not tried to the end.
   */
  public Optional<String> unreachable() {
    List<VenueState> all = venues();
    List<String> reasons =
        all.stream()
            .filter(venue -> venue.silentBecause() != null)
            .map(venue -> venue.name() + ": " + venue.silentBecause())
            .toList();
    return all.isEmpty() || reasons.size() < all.size()
        ? Optional.empty()
        : Optional.of("no venue can be reached; " + String.join("; ", reasons));
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
