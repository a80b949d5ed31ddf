package io.tapeline.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.index.Constituent.Basis;
import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pools in the index: the worked example of docs/concepts/index-price.md, and their rules. */
class IndexPoolsTest extends DrivenIndex {

  private static final long BLOCK = 12 * SECOND;
  private static final Market A = Market.parse("a:btc-usd");
  private static final Market B = Market.parse("b:btc-usd");
  private static final Market C = Market.parse("c:btc-usdt");
  private static final PoolId POOL = new PoolId("d", "wbtc-usdt", Instrument.spot("btc", "usdt"));
  private static final PoolId OTHER = new PoolId("d", "wbtc-usd", Instrument.spot("btc", "usd"));

  IndexPoolsTest() {
    super(rules(100));
  }

  private static IndexRules rules(long leastDepth) {
    IndexRules usual = IndexRules.standard();
    return new IndexRules(
        usual.quote(),
        usual.stablecoins(),
        usual.parityAssets(),
        usual.windowNanos(),
        usual.freshNanos(),
        usual.quietNanos(),
        usual.minSources(),
        Decimal.of(leastDepth));
  }

  /** Oldest first; the newest block is of the start, and read a second later. */
  private static PoolReading reading(PoolId pool, String depth, String... prices) {
    List<BlockEnd> ends = new ArrayList<>();
    for (int i = 0; i < prices.length; i++) {
      ends.add(
          BlockEnd.of(
              i + 1,
              "0x" + i,
              START - (prices.length - 1 - i) * BLOCK,
              new BigDecimal(prices[i]),
              new BigDecimal(depth)));
    }
    return new PoolReading(pool, ends.reversed(), START + SECOND, 60 * SECOND);
  }

  private static Constituent of(IndexPrice price, String id) {
    return price.constituents().stream()
        .filter(c -> c.source().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Constituent pool(IndexPrice price) {
    return of(price, "d/wbtc-usdt:btc-usdt");
  }

  private void exampleOfMarkets() {
    engine.references(Map.of(new Asset("usdt"), Decimal.parse("0.999")));
    trade(A, 1, "100", "2");
    trade(A, 2, "101", "2");
    trade(B, 2, "100.4", "1");
    quote(B, 2, "100.3", "100.5");
    quote(C, 3, "100.9", "101.1");
  }

  @Test
  void theWorkedExampleWithAPool() {
    exampleOfMarkets();
    assertThat(at(4).price()).isEqualTo(Decimal.parse("100.5"));
    // somebody moved it to 150 for a block
    engine.read(reading(POOL, "200.8", "100.4", "100.3", "150", "100.4", "100.5"));
    IndexPrice price = at(4);

    // median 100.4 × 0.999; 200.8 deep, that is 2 / 4 of the largest volume, cut to 0.6 / 4 = 0.15
    Constituent pool = pool(price);
    assertThat(pool.excluded()).isNull();
    assertThat(pool.value()).isEqualTo(Decimal.parse("100.4"));
    assertThat(pool.basis()).isEqualTo(Basis.BLOCK_MEDIAN);
    assertThat(pool.price()).isEqualTo(Decimal.parse("100.2996"));
    assertThat(pool.weight()).isEqualTo(Decimal.parse("0.2"));
    assertThat(of(price, "a:btc-usd").weight()).isEqualTo(Decimal.parse("0.4"));
    assertThat(of(price, "b:btc-usd").weight()).isEqualTo(Decimal.parse("0.333333"));
    assertThat(of(price, "c:btc-usdt").weight()).isEqualTo(Decimal.parse("0.066667"));
    assertThat(pool.source())
        .isEqualTo(new Source.OfPool(POOL, 5L, "0x4", 5, Decimal.parse("200.8")));
    // by price: pool 0.15, b 0.25: 0.4 is more than half of 0.75
    assertThat(price.price()).isEqualTo(Decimal.parse("100.4"));
    // distances 0 (0.25), 0.1 (0.3): 0.55 is more than half; × 1.4826
    assertThat(price.confidence()).isEqualTo(Decimal.parse("0.14826"));
    assertThat(price.constituents().getLast()).isEqualTo(pool);
  }

  @Test
  void whoMovesAPoolForTwoBlocksOfFiveMovesNothing() {
    trade(A, 1, "100", "1");
    engine.read(reading(POOL, "1e6", "100", "100", "100", "90", "1e11"));
    IndexPrice price = at(2);
    assertThat(pool(price).value()).isEqualTo(Decimal.parse("100"));
    assertThat(price.price()).isEqualTo(Decimal.parse("100"));
  }

  @Test
  void beyondAllReasonThereIsNoPrice() {
    trade(A, 1, "100", "1");
    engine.read(reading(POOL, "1e30", "100", "100", "100", "1e-20", "1e30"));
    assertThat(pool(at(2)).excluded()).isEqualTo(Exclusion.NO_PRICE);
  }

  @Test
  void depthThatIsThereForABlockDoesNotCount() {
    trade(A, 1, "100", "1");
    List<BlockEnd> ends = new ArrayList<>(reading(POOL, "1e6", "100", "100", "100", "100").ends());
    ends.addLast(
        BlockEnd.of(0, "0x", START - 4 * BLOCK, BigDecimal.valueOf(100), new BigDecimal("99.9")));
    engine.read(new PoolReading(POOL, ends, START + SECOND, 60 * SECOND));
    assertThat(pool(at(2)).excluded()).isEqualTo(Exclusion.SHALLOW);
  }

  @Test
  void fewerThanFiveBlocksTellNoPriceAndFastChainsAreHeardForTheWholeWindow() {
    trade(A, 1, "100", "1");
    engine.read(reading(POOL, "1e6", "100", "100", "100", "100"));
    assertThat(pool(at(2)).excluded()).isEqualTo(Exclusion.NO_PRICE);

    List<BlockEnd> ends = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ends.add(
          BlockEnd.of(
              1_000 - i,
              "0x" + i,
              START - i * SECOND / 4,
              // moved for the last 29 seconds, which are 117 blocks of 240
              BigDecimal.valueOf(i <= 116 ? 99 : 100),
              BigDecimal.valueOf(1_000_000)));
    }
    engine.read(new PoolReading(POOL, ends, START + SECOND, 60 * SECOND));
    Constituent pool = pool(at(2));
    assertThat(pool.value()).isEqualTo(Decimal.parse("100"));
    assertThat(((Source.OfPool) pool.source()).blocks()).isEqualTo(240);
  }

  @Test
  void aChainThatStandsStillIsStaleAndOneThatNobodyReadsIsDisconnected() {
    PoolReading reading = reading(POOL, "1e6", "100", "100", "100", "100", "100");
    trade(A, 55, "100", "1");
    engine.read(reading);
    assertThat(pool(at(56)).excluded()).isEqualTo(Exclusion.DISCONNECTED);
    engine.read(new PoolReading(POOL, reading.ends(), START + 58 * SECOND, 60 * SECOND));
    assertThat(pool(at(60)).excluded()).isNull();
    assertThat(pool(at(61)).excluded()).isEqualTo(Exclusion.STALE);
    // a block of the future says as little
    engine.read(new PoolReading(POOL, reading.ends(), START - 61 * SECOND, 60 * SECOND));
    trade(B, -62, "100", "1");
    assertThat(pool(at(-61)).excluded()).isEqualTo(Exclusion.STALE);
  }

  @Test
  void blocksThatAreTakenBackCountNoMore() {
    trade(A, 1, "100", "1");
    engine.read(reading(POOL, "1e6", "100", "100", "100.2", "100.2", "100.2"));
    assertThat(pool(at(2)).value()).isEqualTo(Decimal.parse("100.2"));
    engine.read(reading(POOL, "1e6", "100", "100", "100", "100.2", "100.2"));
    assertThat(pool(at(2)).value()).isEqualTo(Decimal.parse("100"));
  }

  @Test
  void aPoolThatIsFarFromTheMarketsIsAnOutlierAndComesBackWhenItIsWellInside() {
    trade(A, 1, "100", "1");
    engine.read(reading(POOL, "1e6", "101", "101", "101", "101", "101"));
    assertThat(pool(at(2)).excluded()).isEqualTo(Exclusion.OUTLIER);
    engine.read(reading(POOL, "1e6", "100.4", "100.4", "100.4", "100.4", "100.4"));
    assertThat(pool(at(2)).excluded()).isEqualTo(Exclusion.OUTLIER);
    engine.read(reading(POOL, "1e6", "100.2", "100.2", "100.2", "100.2", "100.2"));
    assertThat(pool(at(2)).excluded()).isNull();
  }

  @Test
  void poolsAloneMakeNoPrice() {
    engine.read(reading(POOL, "1e6", "100", "100", "100", "100", "100"));
    engine.read(reading(OTHER, "1e6", "100", "100", "100", "100", "100"));
    List<IndexPrice> none = new ArrayList<>();
    engine.tick(START + SECOND, none::add);
    assertThat(none).isEmpty();
    trade(A, -8, "99", "1");
    assertThat(at(1).stale()).isFalse();
    assertThat(at(1).price()).isEqualTo(Decimal.parse("99"));
    IndexPrice later = at(3);
    assertThat(later.stale()).isTrue();
    assertThat(later.price()).isEqualTo(Decimal.parse("99"));
    assertThat(pool(later).excluded()).isEqualTo(Exclusion.UNCONFIRMED);
    assertThat(pool(later).weight()).isEqualTo(Decimal.ZERO);
  }

  @Test
  void allPoolsTogetherWeighAQuarterOfTheMarketsAtMost() {
    trade(A, 1, "100", "1");
    trade(B, 1, "100.02", "1");
    engine.read(reading(POOL, "1e9", "100.3", "100.3", "100.3", "100.3", "100.3"));
    engine.read(reading(OTHER, "1e9", "100.3", "100.3", "100.3", "100.3", "100.3"));
    IndexPrice price = at(2);
    assertThat(pool(price).weight()).isEqualTo(Decimal.parse("0.1"));
    assertThat(of(price, "d/wbtc-usd:btc-usd").weight()).isEqualTo(Decimal.parse("0.1"));
    assertThat(price.price()).isEqualTo(Decimal.parse("100.02"));
  }

  @Test
  void aPoolThatWasNotReadYetIsListed() {
    trade(A, 1, "100", "1");
    engine.read(PoolReading.none(POOL));
    IndexPrice price = at(2);
    assertThat(pool(price).excluded()).isEqualTo(Exclusion.DISCONNECTED);
    assertThat(pool(price).source()).isEqualTo(new Source.OfPool(POOL, null, null, 0, null));
    assertThat(requireNonNull(of(price, "a:btc-usd").price())).isEqualTo(Decimal.parse("100"));
  }

  @Test
  void whatCanBeNoSourceIsRefusedAndBlocksAreNotLeftOut() {
    PoolId euros = new PoolId("d", "wbtc-eur", Instrument.spot("btc", "eur"));
    assertThatThrownBy(() -> engine.read(PoolReading.none(euros)))
        .hasMessageContaining("d/wbtc-eur:btc-eur");
    List<BlockEnd> broken =
        List.of(BlockEnd.unknown(5, "0x5", START), BlockEnd.unknown(3, "0x3", START));
    assertThatThrownBy(() -> new PoolReading(POOL, broken, START, SECOND))
        .hasMessageContaining("below 5");
  }
}
