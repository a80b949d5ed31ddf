package io.tapeline.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.index.Constituent.RateSource;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worked example of docs/concepts/index-price.md, and the rules one by one. */
class IndexEngineTest extends DrivenIndex {

  private static final Market A = Market.parse("a:btc-usd");
  private static final Market B = Market.parse("b:btc-usd");
  private static final Market C = Market.parse("c:btc-usdt");
  private static final Market D = Market.parse("d:btc-usd");

  IndexEngineTest() {
    super(IndexRules.standard());
  }

  private static Constituent of(IndexPrice price, Market market) {
    return price.constituents().stream()
        .filter(c -> c.source().equals(new Source.OfMarket(market)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void marketsOfTheQuoteAssetItselfHaveNoIndexAndDisturbNoOther() {
    Market dollars = Market.parse("kraken:usd-jpy");
    engine.watching(List.of(dollars, A), "kraken-1", START);
    trade(dollars, 1, "150", "1");
    quote(dollars, 1, "149", "151");
    trade(A, 1, "100", "1");
    assertThat(at(2).price()).isEqualTo(Decimal.parse("100"));
    assertThat(at(2).constituents()).hasSize(1);
  }

  @Test
  void theWorkedExampleOfTheMethodology() {
    engine.references(Map.of(new Asset("usdt"), Decimal.parse("0.999")));
    trade(A, 1, "100", "2");
    trade(A, 2, "101", "2");
    trade(B, 2, "100.4", "1");
    quote(B, 2, "100.3", "100.5");
    quote(C, 3, "100.9", "101.1");
    IndexPrice price = at(4);

    // A: (100 × 2 + 101 × 2) / 4 = 100.5, volume 4; B: 100.4, volume 1; C: mid 101 × 0.999 =
    // 100.899
    assertThat(of(price, A).price()).isEqualTo(Decimal.parse("100.5"));
    assertThat(of(price, C).value()).isEqualTo(Decimal.parse("101"));
    assertThat(of(price, C).rateSource()).isEqualTo(RateSource.VENUE_REFERENCE);
    assertThat(of(price, C).price()).isEqualTo(Decimal.parse("100.899"));
    // weights 4, 1, 0.05 × 4 = 0.2; A may not weigh more than B and C together: 1.2, 1, 0.2
    assertThat(of(price, A).weight()).isEqualTo(Decimal.parse("0.5"));
    assertThat(of(price, B).weight()).isEqualTo(Decimal.parse("0.416667"));
    assertThat(of(price, C).weight()).isEqualTo(Decimal.parse("0.083333"));
    // by price: B 1 of 2.4, A 2.2 of 2.4: A is the first at half or more
    assertThat(price.price()).isEqualTo(Decimal.parse("100.5"));
    // distances 0.1 (1), 0 (1.2), 0.399 (0.2): exactly half at 0, so (0 + 0.1) / 2 = 0.05;
    // × 1.4826 = 0.07413; half-spreads 0.1 (1) and 0.1 × 0.999 (0.2): 0.1
    assertThat(price.confidence()).isEqualTo(Decimal.parse("0.1"));
    assertThat(price.stale()).isFalse();
  }

  @Test
  void theIndexIsAlwaysBetweenItsLowestAndHighestConstituent() {
    trade(A, 1, "100", "1");
    trade(B, 1, "102", "1");
    IndexPrice price = at(2);
    assertThat(price.price()).isEqualTo(Decimal.parse("101"));
    assertThat(of(price, A).weight()).isEqualTo(of(price, B).weight());
  }

  @Test
  void anOutlierIsLeftOutAndComesBackOnlyWhenItIsWellInside() {
    trade(A, 1, "100", "1");
    trade(B, 1, "100.1", "1");
    trade(D, 1, "110", "1");
    assertThat(of(at(2), D).excluded()).isEqualTo(Exclusion.OUTLIER);
    assertThat(of(at(2), D).weight()).isEqualTo(Decimal.ZERO);
    quote(D, 61.5, "100.39", "100.41");
    quote(A, 61.5, "99.99", "100.01");
    quote(B, 61.5, "99.99", "100.01");
    // 0.4 from the median is within 0.5 % but not within 0.25 %: still out
    assertThat(of(at(62), D).excluded()).isEqualTo(Exclusion.OUTLIER);
    quote(D, 62.5, "100.19", "100.21");
    assertThat(of(at(63), D).excluded()).isNull();
  }

  @Test
  void twoMarketsCannotTellWhichIsWrong() {
    trade(A, 1, "100", "1");
    trade(B, 1, "200", "1");
    assertThat(at(2).constituents()).allMatch(c -> c.excluded() == null);
  }

  @Test
  void oldSourcesMakeThePriceStaleNotWrong() {
    trade(A, 1, "100", "1");
    assertThat(at(2).stale()).isFalse();
    IndexPrice later = at(20);
    assertThat(later.stale()).isTrue();
    assertThat(later.price()).isEqualTo(Decimal.parse("100"));
    assertThat(of(later, A).excluded()).isEqualTo(Exclusion.DISCONNECTED);
  }

  @Test
  void aQuietMarketOnALivingConnectionStaysFresh() {
    engine.watching(List.of(A), "a-1", START);
    quote(A, 1, "100", "102");
    engine.alive("a-1", START + 30 * SECOND);
    IndexPrice price = at(31);
    assertThat(price.stale()).isFalse();
    assertThat(of(price, A).basis()).isEqualTo(Constituent.Basis.MID);
    engine.lost(List.of(A), "a-1");
    assertThat(of(at(45), A).excluded()).isEqualTo(Exclusion.DISCONNECTED);
  }

  @Test
  void aStablecoinIsConvertedByItsOwnIndexOfTheTickBefore() {
    Market usdt = Market.parse("a:usdt-usd");
    engine.references(Map.of(new Asset("usdt"), Decimal.parse("0.9")));
    trade(usdt, 1, "0.998", "1000");
    trade(C, 1, "100", "1");
    assertThat(of(at(2), C).rateSource()).isEqualTo(RateSource.VENUE_REFERENCE);
    IndexPrice next = at(3);
    assertThat(of(next, C).rateSource()).isEqualTo(RateSource.INDEX);
    assertThat(next.price()).isEqualTo(Decimal.parse("99.8"));
  }

  @Test
  void assumedParityIsFlagged() {
    trade(C, 1, "100", "1");
    IndexPrice price = at(2);
    assertThat(price.parity()).isTrue();
    assertThat(of(price, C).rateSource()).isEqualTo(RateSource.PARITY);
  }

  @Test
  void otherQuotesAreListedAndLeftOutAndOneSourceIsNeverCertain() {
    trade(Market.parse("a:btc-eur"), 1, "90", "1");
    trade(A, 1, "100", "1");
    IndexPrice price = at(2);
    assertThat(of(price, Market.parse("a:btc-eur")).excluded()).isEqualTo(Exclusion.NOT_ELIGIBLE);
    assertThat(price.confidence()).isEqualTo(Decimal.parse("0.01"));
  }

  @Test
  void aCrossedOrOneSidedQuoteIsNoPrice() {
    quote(A, 1, "102", "100");
    quote(B, 1, "100", "101");
    IndexPrice price = at(2);
    assertThat(of(price, A).excluded()).isEqualTo(Exclusion.NO_PRICE);
    assertThat(price.price()).isEqualTo(Decimal.parse("100.5"));
  }
}
