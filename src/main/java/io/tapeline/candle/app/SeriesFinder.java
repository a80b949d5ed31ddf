package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.market.Instrument;
import io.tapeline.problem.NearMatches;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the series that a caller's id means. */
@ApplicationScoped
public class SeriesFinder {

  private static final String INDEX_QUOTE = "usd";

  private final Catalog catalog;
  private final CandleKeeper keeper;
  private final StoredCandles stored;

  /** Those found in the store, which forgets none: as many as there are in it at most. */
  private final Map<String, Series> unlisted = new ConcurrentHashMap<>();

  public SeriesFinder(Catalog catalog, CandleKeeper keeper, StoredCandles stored) {
    this.catalog = catalog;
    this.keeper = keeper;
    this.stored = stored;
  }

  /**
   * The series of a market, an index pair, or an asset's US dollar index; of what no venue lists
   * now, such as an imported market, if there are candles. Fails with ids that may have been meant,
   * or with {@code store_unavailable}: what can't be looked up is not unknown.
   */
  public Uni<Series> find(String id) {
    String given = id.toLowerCase(Locale.ROOT);
    Series known = unlisted.get(given);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    try {
      return Uni.createFrom().item(listed(given));
    } catch (ProblemException problem) {
      return kept(given, problem);
    }
  }

  private Uni<Series> kept(String given, ProblemException problem) {
    try {
      Series series = Series.parse(given);
      return stored
          .knows(series)
          .chain(
              known ->
                  known
                      ? Uni.createFrom().item(remembered(series))
                      : Uni.createFrom().failure(problem));
    } catch (IllegalArgumentException _) {
      return Uni.createFrom().failure(problem);
    }
  }

  private Series remembered(Series series) {
    unlisted.put(series.id(), series);
    return series;
  }

  private Series listed(String given) {
    if (given.indexOf(':') >= 0) {
      return Series.of(catalog.requireMarket(given).market());
    }
    if (given.indexOf('-') < 0) {
      String base = catalog.requireAsset(given).asset().id();
      if (base.equals(INDEX_QUOTE)) {
        throw new ProblemException(new Problem.NoPrice(base, "It is what prices are in."));
      }
      return Series.index(Instrument.spot(base, INDEX_QUOTE));
    }
    return index(given);
  }

  private Series index(String given) {
    try {
      Series series = Series.index(Instrument.parse(given));
      Instrument instrument = series.instrument();
      boolean ours = instrument.isSpot() && instrument.quote().id().equals(INDEX_QUOTE);
      if (keeper.knows(series) || (ours && catalog.asset(instrument.base().id()).isPresent())) {
        return series;
      }
    } catch (IllegalArgumentException _) {
      // Said below: no instrument has this id.
    }
    List<String> indexes =
        catalog.assets().stream().map(info -> info.asset().id() + "-" + INDEX_QUOTE).toList();
    throw new ProblemException(
        new Problem.UnknownInstrument(given, NearMatches.of(given, indexes)));
  }
}
