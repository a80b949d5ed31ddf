package io.tapeline.catalog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.catalog.AssetInfo;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private static final Venue KRAKEN = new Venue("kraken");
  private static final Asset BTC = new Asset("btc");

  private final Catalog catalog =
      new Catalog(
          () -> List.of(new AssetInfo(BTC, "Bitcoin", "BTC", AssetInfo.Kind.CRYPTO, 8, List.of())),
          config(Set.of("btc", "ETH"), Set.of("usd", "btc")));

  private static CatalogConfig config(Set<String> assets, Set<String> quotes) {
    return Configs.of(
        CatalogConfig.class,
        Map.of(
            "tapeline.catalog.assets", String.join(",", assets),
            "tapeline.catalog.quotes", String.join(",", quotes)));
  }

  private static ListedMarket listed(Venue venue, Instrument instrument) {
    return new ListedMarket(
        new Market(venue, instrument),
        instrument.id().toUpperCase(java.util.Locale.ROOT),
        Decimal.parse("0.1"),
        null,
        ListedMarket.Status.TRADING);
  }

  @Test
  void theUniverseIsEveryAssetInEveryQuoteButItself() {
    assertThat(catalog.universe())
        .containsExactly(
            Instrument.spot("btc", "usd"),
            Instrument.spot("eth", "btc"),
            Instrument.spot("eth", "usd"));
  }

  @Test
  void lookupsIgnoreCase() {
    catalog.list(KRAKEN, "Kraken", List.of(listed(KRAKEN, Instrument.spot("btc", "usd"))));
    assertThat(catalog.asset("BTC")).isPresent();
    assertThat(catalog.market("Kraken:BTC-usd")).isPresent();
    assertThat(catalog.venue("KRAKEN")).contains(KRAKEN);
  }

  @Test
  void anAssetThatOnlyAVenueKnowsAppearsBare() {
    catalog.list(KRAKEN, "Kraken", List.of(listed(KRAKEN, Instrument.spot("wif", "zusd"))));
    AssetInfo wif = catalog.requireAsset("wif");
    assertThat(wif).isEqualTo(AssetInfo.bare(new Asset("wif")));
    assertThat(wif.symbol()).isEqualTo("WIF");
    assertThat(catalog.asset("zusd")).isPresent();
    assertThat(catalog.requireAsset("btc").name()).isEqualTo("Bitcoin");
  }

  @Test
  void aNewListReplacesTheVenuesOldOneAndNoOther() {
    Venue other = new Venue("gemini");
    catalog.list(other, "Gemini", List.of(listed(other, Instrument.spot("btc", "usd"))));
    catalog.list(KRAKEN, "Kraken", List.of(listed(KRAKEN, Instrument.spot("btc", "usd"))));
    catalog.list(
        KRAKEN,
        "Kraken",
        List.of(
            listed(KRAKEN, Instrument.spot("btc", "eur")),
            listed(KRAKEN, Instrument.perpetual("btc", "usd"))));
    assertThat(catalog.marketsOf(BTC))
        .extracting(market -> market.market().id())
        .containsExactly("gemini:btc-usd", "kraken:btc-eur", "kraken:btc-usd-perp");
    assertThat(catalog.instrumentsOf(BTC))
        .containsExactly(Instrument.spot("btc", "eur"), Instrument.spot("btc", "usd"));
    assertThat(catalog.venues()).containsValues("Gemini", "Kraken");
  }

  @Test
  void aListOfAnotherVenueIsRefused() {
    var stray = List.of(listed(new Venue("gemini"), Instrument.spot("btc", "usd")));
    assertThatThrownBy(() -> catalog.list(KRAKEN, "Kraken", stray))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(catalog.markets()).isEmpty();
  }

  @Test
  void whatIsUnknownIsAProblemWithNearMatches() {
    catalog.list(KRAKEN, "Kraken", List.of(listed(KRAKEN, Instrument.spot("btc", "usd"))));
    assertThatThrownBy(() -> catalog.requireAsset("bct"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem()).isEqualTo(new Problem.UnknownAsset("bct", List.of("btc"))));
    assertThatThrownBy(() -> catalog.requireMarket("kraken:btc-usx"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().near()).containsExactly("kraken:btc-usd"));
    assertThatThrownBy(() -> catalog.requireVenue("krakn"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().near()).containsExactly("kraken"));
  }

  @Test
  void readersSeeAWholeListOrNoneWhileVenuesListThemselves() throws InterruptedException {
    List<ListedMarket> markets =
        IntStream.range(0, 50)
            .mapToObj(i -> listed(KRAKEN, Instrument.spot("a" + i, "usd")))
            .toList();
    CountDownLatch done = new CountDownLatch(1);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    catalog.list(KRAKEN, "Kraken", i % 2 == 0 ? markets : List.of());
                  }
                  done.countDown();
                });
    while (done.getCount() > 0) {
      assertThat(catalog.markets().size()).isIn(0, 50);
    }
    writer.join();
  }
}
