package io.tapeline.index.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.index.Constituent;
import io.tapeline.index.Constituent.Basis;
import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.index.Constituent.RateSource;
import io.tapeline.index.IndexPrice;
import io.tapeline.index.PoolId;
import io.tapeline.index.Source;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.ops.store.TestStores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PgIndexPriceStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instrument BTC = Instrument.spot("btc", "usd");
  private static final long SECOND = 1_000_000_000;
  private static final long MIDNIGHT = 1_705_363_200L * SECOND; // 2024-01-16T00:00Z

  private static IndexPrice price(long time, String price) {
    var in =
        new Constituent(
            new Source.OfMarket(Market.parse("coinbase:btc-usd")),
            Decimal.parse("64251.123456789012"),
            Basis.VWAP,
            Decimal.ONE,
            RateSource.SAME_ASSET,
            Decimal.parse("64251.123456789012"),
            Decimal.parse("0.999999"),
            time - 5,
            7,
            null);
    var out =
        new Constituent(
            new Source.OfMarket(Market.parse("kraken:btc-usdc")),
            null,
            null,
            null,
            RateSource.NONE,
            null,
            Decimal.ZERO,
            0,
            0,
            Exclusion.NO_PRICE);
    return new IndexPrice(
        BTC,
        time,
        time - 5,
        Decimal.parse(price),
        Decimal.parse("0.000000000000000001"),
        true,
        false,
        List.of(in, out, pool(time)));
  }

  private static Constituent pool(long time) {
    return new Constituent(
        new Source.OfPool(
            new PoolId("ethereum", "wbtc-usdc", Instrument.spot("btc", "usdc")),
            23_045_678L,
            "0x0fbb",
            5,
            Decimal.parse("412000.5")),
        Decimal.parse("64250.5"),
        Basis.BLOCK_MEDIAN,
        Decimal.parse("0.9999"),
        RateSource.INDEX,
        Decimal.parse("64244.07495"),
        Decimal.parse("0.000001"),
        time - 9,
        9,
        null);
  }

  @Test
  void newestPriceAtOrBeforeATimeComesBackWhole() throws Exception {
    try (TestStores stores = TestStores.open()) {
      var store =
          new PgIndexPriceStore(
              stores.pool,
              stores.keys,
              stores.partitions,
              stores.vertx,
              stores.database,
              stores.config,
              stores.reads,
              stores.meters);
      IndexPrice before = price(MIDNIGHT - SECOND, "64251.1");
      IndexPrice after = price(MIDNIGHT + SECOND, "64252.2");
      store.append(before);
      store.append(after);
      store.append(before);
      stores.drained("index_prices");
      assertThat(stores.count("index_price")).isEqualTo(2);
      assertThat(store.at(BTC, MIDNIGHT).await().atMost(PATIENCE)).contains(before);
      assertThat(store.at(BTC, MIDNIGHT + SECOND).await().atMost(PATIENCE)).contains(after);
      assertThat(store.at(BTC, MIDNIGHT - 2 * SECOND).await().atMost(PATIENCE)).isEmpty();
      assertThat(store.at(Instrument.spot("eth", "usd"), MIDNIGHT).await().atMost(PATIENCE))
          .isEmpty();
    }
  }
}
