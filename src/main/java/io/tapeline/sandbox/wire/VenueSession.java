package io.tapeline.sandbox.wire;

import io.tapeline.sandbox.MarketEvent;
import io.tapeline.sandbox.SimulatedMarket;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A venue's side of one socket: what the client subscribed to, and how the venue says it. Not
 * thread-safe; times are nanoseconds since 1970 UTC.
 */
public interface VenueSession {

  /** What the venue says before it is asked anything. */
  default List<String> greeting(long timeNanos) {
    return List.of();
  }

  /**
   * The client says something.
   *
   * @param timeNanos events after this time will be told; snapshots hold what was before
   * @return acknowledgements, snapshots or errors, in order
   * @throws RuntimeException if the text is not what the venue understands
   */
  List<String> hear(String text, long timeNanos);

  /** The answer to a text that {@link #hear} could not read. */
  String misunderstood(String text);

  /** Markets whose events are to be told. */
  Collection<SimulatedMarket> watched();

  /** Puts an event of a watched market into frames; none if its channel is not subscribed to. */
  void tell(MarketEvent event, Consumer<String> out);

  /** A second has passed. */
  default void beat(long timeNanos, Consumer<String> out) {}
}
