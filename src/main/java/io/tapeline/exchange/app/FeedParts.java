package io.tapeline.exchange.app;

import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.VenueProtocol.Numbering;
import io.tapeline.exchange.recording.Recorder;
import io.tapeline.market.Instrument;
import io.tapeline.market.Venue;
import io.tapeline.tape.app.TapeFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What CDI knows and the feed is made of: venues, sources, followers of the tape and of lists. */
@ApplicationScoped
public class FeedParts {

  private final Instance<VenueProtocol> protocols;
  private final Instance<FeedSource> sources;
  private final Instance<TapeFollower> followers;
  private final Instance<ListingFollower> listingFollowers;

  public FeedParts(
      @Any Instance<VenueProtocol> protocols,
      @Any Instance<FeedSource> sources,
      @Any Instance<TapeFollower> followers,
      @Any Instance<ListingFollower> listingFollowers) {
    this.protocols = protocols;
    this.sources = sources;
    this.followers = followers;
    this.listingFollowers = listingFollowers;
  }

  FeedSource source(FeedSpec.Mode mode) {
    return sources.stream()
        .filter(source -> source.mode() == mode)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no source for the feed " + mode.id()));
  }

  List<VenueProtocol> protocols(Optional<Set<String>> wanted) {
    return protocols.stream()
        .filter(p -> wanted.isEmpty() || wanted.get().contains(p.venue().id()))
        .sorted(Comparator.comparing(VenueProtocol::venue))
        .toList();
  }

  List<TapeFollower> followers() {
    return followers.stream().toList();
  }
}
