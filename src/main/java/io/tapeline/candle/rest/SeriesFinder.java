package io.tapeline.candle.rest;

import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.market.Instrument;
import io.tapeline.problem.NearMatches;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Finds the series that a caller's id means. */
@ApplicationScoped
public class SeriesFinder {

  private static final String INDEX_QUOTE = "usd";

  private final Catalog catalog;
  private final CandleKeeper keeper;

  public SeriesFinder(Catalog catalog, CandleKeeper keeper) {
    this.catalog = catalog;
    this.keeper = keeper;
  }

  /**
   * The series of a market, an index pair, or an asset's US dollar index.
   *
   * @throws ProblemException with ids that may have been meant
   */
  public Series find(String id) {
    String given = id.toLowerCase(Locale.ROOT);
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
