package io.tapeline.index;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.ArrayList;
import java.util.List;

/** An index engine that tests tell of trades and quotes, at seconds since they began. */
abstract class DrivenIndex {

  static final long SECOND = 1_000_000_000L;
  static final long START = 1_000_000 * SECOND;

  final IndexEngine engine;
  private int ids;

  DrivenIndex(IndexRules rules) {
    this.engine = new IndexEngine(rules);
  }

  final void trade(Market market, double second, String price, String quantity) {
    long time = START + (long) (second * SECOND);
    engine.traded(
        new Trade(
            market,
            TradeId.of(++ids),
            Decimal.parse(price),
            Decimal.parse(quantity),
            Side.BUY,
            time,
            time,
            1));
  }

  final void quote(Market market, double second, String bid, String ask) {
    long time = START + (long) (second * SECOND);
    engine.quoted(
        new Quote(
            market, Decimal.parse(bid), Decimal.ONE, Decimal.parse(ask), Decimal.ONE, time, time));
  }

  /** The index of bitcoin at the tick of that second. */
  final IndexPrice at(int second) {
    List<IndexPrice> prices = new ArrayList<>();
    engine.tick(START + second * SECOND, prices::add);
    return prices.stream()
        .filter(price -> price.instrument().id().equals("btc-usd"))
        .findFirst()
        .orElseThrow();
  }
}
