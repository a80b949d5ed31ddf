package io.tapeline.exchange.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Venue;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Where a feed's bytes come from: the venues, a recording, a simulator. One bean for each mode. */
public interface FeedSource {

  FeedSpec.Mode mode();

  /** Makes the source ready; fails with a message for people if it can't be. */
  Uni<Opened> open(FeedSpec spec);

  /**
   * An open source.
   *
   * @param endpoints where the venues' public addresses are served
   * @param recordedTime times come with the frames and connections end for good; else from the
   *     clock
   * @param venues which venues it has, by id; all if empty
   * @param connections what to open, if the source prescribes it; else each venue's own plan
   * @param play lets data flow after all is connected
   * @param close stops what the source started
   */
  record Opened(
      Endpoints endpoints,
      boolean recordedTime,
      Set<String> venues,
      List<RecordedConnection> connections,
      Runnable play,
      Runnable close) {

    public Opened {
      venues = Set.copyOf(venues);
      connections = List.copyOf(connections);
    }

    boolean has(Venue venue) {
      return venues.isEmpty() || venues.contains(venue.id());
    }
  }

  /**
   * A connection as it was recorded.
   *
   * @param name unique over all recordings
   * @param sent what the recorder said to the venue
   */
  record RecordedConnection(Venue venue, String name, URI address, List<String> sent) {
    public RecordedConnection {
      sent = List.copyOf(sent);
    }
  }
}
