package io.tapeline.catalog.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.catalog.app.CatalogStore;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Venue;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Sessions;
import io.tapeline.ops.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** Reference data in PostgreSQL, through Hibernate Reactive. */
@ApplicationScoped
public class PgCatalogStore implements CatalogStore {

  private static final Logger LOG = Logger.getLogger(PgCatalogStore.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);

  private final Sessions sessions;
  private final Database database;
  private final StoreConfig config;

  public PgCatalogStore(Sessions sessions, Database database, StoreConfig config) {
    this.sessions = sessions;
    this.database = database;
    this.config = config;
  }

  @Override
  public void save(Venue venue, String venueName, Collection<ListedMarket> markets) {
    if (config.enabled()) {
      database.whenOpen(() -> store(venue, venueName, markets));
    }
  }

  private void store(Venue venue, String venueName, Collection<ListedMarket> markets) {
    VenueRow row = new VenueRow();
    row.id = venue.id();
    row.name = venueName;
    Object[] rows = markets.stream().map(MarketRow::of).toArray();
    sessions
        .inTransaction(session -> session.merge(row).chain(_ -> session.mergeAll(rows)))
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .atMost(10)
        .subscribe()
        .with(
            _ -> LOG.debugf("%d markets of %s kept", rows.length, venue),
            failure -> LOG.warnf("markets of %s not kept: %s", venue, failure.getMessage()));
  }

  @Override
  public Uni<List<ListedMarket>> load() {
    return sessions
        .inTransaction(
            session -> session.createQuery("from MarketRow", MarketRow.class).getResultList())
        .map(rows -> rows.stream().map(MarketRow::listed).toList());
  }
}
