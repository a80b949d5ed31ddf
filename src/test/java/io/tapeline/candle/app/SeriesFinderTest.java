package io.tapeline.candle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.catalog.app.CatalogConfig;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesFinderTest {

  private static final String UNLISTED = "kraken:btc-usdc";

  private final CandleConfig config = Configs.defaults(CandleConfig.class);
  private final KeptCandles store = new KeptCandles();
  private final SeriesFinder finder =
      new SeriesFinder(
          new Catalog(List::of, Configs.defaults(CatalogConfig.class)),
          new CandleKeeper(
              config, new CandleMeters(new SimpleMeterRegistry()), Beans.<CandleStore>of(store)),
          new StoredCandles(config, Configs.defaults(StoreConfig.class), Beans.of(store)));

  private String problem(String id) {
    return catchThrowableOfType(
            ProblemException.class, () -> finder.find(id).await().indefinitely())
        .problem()
        .code();
  }

  @Test
  void whatNoVenueListsIsFoundIfThereAreCandles() {
    assertThat(problem(UNLISTED)).isEqualTo("unknown_market");
    store.write(List.of(new Rung(Series.parse(UNLISTED), KeptCandles.minute(0, "1", "1"))));
    assertThat(finder.find(UNLISTED).await().indefinitely()).isEqualTo(Series.parse(UNLISTED));
  }

  @Test
  void whatCannotBeLookedUpIsNotUnknown() {
    store.away(true);
    assertThat(problem(UNLISTED)).isEqualTo("store_unavailable");
    assertThat(problem("nonsense")).isEqualTo("unknown_asset");
  }
}
