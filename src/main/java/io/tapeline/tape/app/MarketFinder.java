package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.market.Market;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Finds the market that a caller's id means. */
@ApplicationScoped
public class MarketFinder {

  private final Catalog catalog;
  private final StoredTrades stored;

  public MarketFinder(Catalog catalog, StoredTrades stored) {
    this.catalog = catalog;
    this.stored = stored;
  }

  /**
   * One that is listed; one that no venue lists now, such as an imported one, if anything is stored
   * of it. Fails with ids that may have been meant, or with {@code store_unavailable}: what can't
   * be looked up is not unknown.
   */
  public Uni<Market> find(String id) {
    try {
      return Uni.createFrom().item(catalog.requireMarket(id).market());
    } catch (ProblemException unlisted) {
      return kept(id.toLowerCase(Locale.ROOT), unlisted);
    }
  }

  private Uni<Market> kept(String given, ProblemException unlisted) {
    try {
      Market market = Market.parse(given);
      return stored
          .knows(market)
          .chain(
              known -> known ? Uni.createFrom().item(market) : Uni.createFrom().failure(unlisted));
    } catch (IllegalArgumentException _) {
      return Uni.createFrom().failure(unlisted);
    }
  }
}
