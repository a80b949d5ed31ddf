package io.tapeline.tape.postgres;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Trades out of thin air, the same for the same seed. */
final class Trades {

  /** 2024-01-15T12:00Z. */
  static final long NOON = 1_705_320_000_000_000_000L;

  private static final List<Market> MARKETS =
      List.of(
          Market.parse("binance:btc-usdt"),
          Market.parse("coinbase:btc-usd"),
          Market.parse("kraken:eth-eur"),
          Market.parse("bybit:btc-usdt-perp"));

  private Trades() {}

  /** So many different trades, over two days, with ids that are numbers or UUIDs. */
  static List<Traded> random(long seed, int count) {
    var random = new SplittableRandom(seed);
    List<Traded> trades = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long event = NOON + random.nextLong(86_400_000_000_000L);
      TradeId id =
          random.nextBoolean()
              ? TradeId.of(i)
              : TradeId.of(new UUID(random.nextLong(), random.nextLong()));
      Trade trade =
          new Trade(
              MARKETS.get(random.nextInt(MARKETS.size())),
              id,
              decimal(random),
              decimal(random),
              oneOf(random, Side.values()),
              event,
              event + random.nextLong(1_000_000_000),
              1 + random.nextInt(5));
      trades.add(new Traded(trade, oneOf(random, Origin.values())));
    }
    return trades;
  }

  private static <E> E oneOf(SplittableRandom random, E[] all) {
    return List.of(all).get(random.nextInt(all.length));
  }

  private static Decimal decimal(SplittableRandom random) {
    long digits = 1 + random.nextLong(Decimal.powerOfTen(1 + random.nextInt(18)));
    return new Decimal(digits, random.nextInt(Decimal.MAX_SCALE + 1));
  }

  static Traded of(Market market, String price, String quantity, long number) {
    Trade trade =
        new Trade(
            market,
            TradeId.of(number),
            Decimal.parse(price),
            Decimal.parse(quantity),
            Side.BUY,
            NOON + number,
            NOON + number,
            1);
    return new Traded(trade, Origin.LIVE);
  }
}
