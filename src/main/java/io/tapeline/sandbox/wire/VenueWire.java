package io.tapeline.sandbox.wire;

import io.tapeline.market.Venue;
import java.util.Set;

/**
 * One venue's wire form: what its sockets and its REST interface say about the simulated markets.
 * One bean for each venue, in its own package.
 */
public interface VenueWire {

  Venue venue();

  /** The public hosts that the venue answers at, sockets and REST. */
  Set<String> hosts();

  /**
   * A client opened a socket.
   *
   * @param request the address that it opened
   */
  VenueSession open(WireRequest request);

  /**
   * Answers a REST request.
   *
   * @throws UnlistedSymbolException if it names a symbol that the venue does not list
   */
  WireAnswer answer(WireRequest request);

  /** What the venue answers when asked for a symbol that it does not list. */
  WireAnswer unlisted(String symbol);
}
