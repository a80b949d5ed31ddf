package io.tapeline.catalog.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Venue;
import java.util.Collection;
import java.util.List;

/** Keeps what venues list, so that the catalogue is there before they answer. */
public interface CatalogStore {

  /** Keeps a venue's list in place of the one before; waits for the store if it is away. */
  void save(Venue venue, String venueName, Collection<ListedMarket> markets);

  /** Every market that is kept. */
  Uni<List<ListedMarket>> load();
}
