package io.tapeline.sandbox;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.sandbox.SimulatedBook.Level;
import io.tapeline.sandbox.price.FairPrices;
import io.tapeline.sandbox.price.Hash;
import io.tapeline.sandbox.price.VenuePremium;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One market whose every trade and quote is a function of (seed, number), and whose numbers are a
 * function of time. Nothing is kept: any past or coming moment is computed when it is asked for.
 */
public final class SimulatedMarket {

  /** Levels on each side of an order book. */
  public static final int BOOK_DEPTH = 10;

  private static final double SMALLEST_NOTIONAL_USD = 8;

  /** Notionals spread evenly in logarithm over this many powers of e: 8 to 8,800 US dollars. */
  private static final double NOTIONAL_SPREAD = 7;

  private static final long BID_SIZES = 1;
  private static final long ASK_SIZES = 2;
  private static final long TRADES = 3;

  private final MarketTerms terms;
  private final long seed;
  private final FairPrices fair;
  private final VenuePremium premium;
  private final Distortion distortion;
  private final Schedule tradeTimes;
  private final Schedule quoteTimes;

  /** Only remembered, for speed: the same whoever computes it. */
  private volatile DayStats.@Nullable Hour hour;

  SimulatedMarket(
      MarketTerms terms,
      long worldSeed,
      FairPrices fair,
      Activity activity,
      Distortion distortion) {
    this.terms = terms;
    this.seed = Hash.of(worldSeed, terms.market().id());
    this.fair = fair;
    this.premium = new VenuePremium(worldSeed, terms.market());
    this.distortion = distortion;
    this.tradeTimes = new Schedule(Hash.of(seed, "trades"), activity.tradePeriodNanos());
    this.quoteTimes = new Schedule(Hash.of(seed, "quotes"), activity.quotePeriodNanos());
  }

  public Market market() {
    return terms.market();
  }

  public MarketTerms terms() {
    return terms;
  }

  /** The number of the last trade by this time, nanoseconds since 1970 UTC. */
  public long lastTrade(long timeNanos) {
    return tradeTimes.lastBy(timeNanos);
  }

  /** The number of the order book in force at this time, nanoseconds since 1970 UTC. */
  public long lastQuote(long timeNanos) {
    return quoteTimes.lastBy(timeNanos);
  }

  /** The trade of this number; received when it happened. */
  public Trade trade(long number) {
    long time = tradeTimes.timeOf(number);
    long hash = Hash.of(Hash.of(seed, TRADES), number);
    Side side = (hash & 1) == 0 ? Side.BUY : Side.SELL;
    long book = lastQuote(time);
    Decimal price = side == Side.BUY ? ask(book) : bid(book);
    return new Trade(
        market(), TradeId.of(number), price, quantity(hash, time), side, time, time, 1);
  }

  /** The trades of these numbers, first and last included, oldest first. */
  public List<Trade> trades(long first, long last) {
    return LongStream.rangeClosed(Math.max(1, first), last).mapToObj(this::trade).toList();
  }

  /** The newest trades at this time, oldest first. */
  public List<Trade> latestTrades(long timeNanos, int limit) {
    long last = lastTrade(timeNanos);
    return trades(last - limit + 1, last);
  }

  /** The best levels of the book of this number. */
  public BestLevels best(long number) {
    long time = quoteTimes.timeOf(number);
    return new BestLevels(
        new Level(bid(number), size(BID_SIZES, number, time)),
        new Level(ask(number), size(ASK_SIZES, number, time)),
        time);
  }

  /** The best levels at this time, nanoseconds since 1970 UTC. */
  public BestLevels bestAt(long timeNanos) {
    return best(lastQuote(timeNanos));
  }

  /** The order book of this number. */
  public SimulatedBook book(long number) {
    return SimulatedBook.of(terms, seed, best(number), BOOK_DEPTH);
  }

  /** What has to be set on the book before this one to get this one. */
  public SimulatedBook bookChanges(long number) {
    return book(number).changesSince(book(number - 1));
  }

  /** Tells what happens after one time, up to and with another; quotes first, then trades. */
  public void events(long afterNanos, long untilNanos, Consumer<MarketEvent> out) {
    for (long k = lastQuote(afterNanos) + 1; k <= lastQuote(untilNanos); k++) {
      out.accept(new MarketEvent.Quoted(this, k, best(k)));
    }
    for (long n = lastTrade(afterNanos) + 1; n <= lastTrade(untilNanos); n++) {
      out.accept(new MarketEvent.Traded(this, trade(n)));
    }
  }

  /** Halfway between what buyers and sellers ask, before ticks; quote asset per unit of base. */
  public double mid(long timeNanos) {
    return baseUsd(timeNanos)
        / fair.usd(market().instrument().quote(), timeNanos)
        * premium.factor(timeNanos)
        * distortion.factor(market(), timeNanos);
  }

  /** US dollars for one unit of the base asset, the same on every venue. */
  public double baseUsd(long timeNanos) {
    return fair.usd(market().instrument().base(), timeNanos);
  }

  /** Base units that an average trade moves at today's price. */
  double averageQuantity(long timeNanos) {
    double notional =
        SMALLEST_NOTIONAL_USD * (StrictMath.exp(NOTIONAL_SPREAD) - 1) / NOTIONAL_SPREAD;
    return notional / baseUsd(timeNanos);
  }

  DayStats.Hour hour(long timeNanos) {
    DayStats.Hour known = hour;
    if (known == null || !known.holds(timeNanos)) {
      known = DayStats.Hour.of(this, timeNanos);
      hour = known;
    }
    return known;
  }

  private Decimal bid(long book) {
    return terms.price(bidTicks(book));
  }

  private Decimal ask(long book) {
    double mid = mid(quoteTimes.timeOf(book));
    long ticks = (long) Math.ceil(terms.ticks(mid * (1 + terms.halfSpread())));
    return terms.price(Math.max(ticks, bidTicks(book) + 1));
  }

  private long bidTicks(long book) {
    double mid = mid(quoteTimes.timeOf(book));
    return Math.max(1, (long) Math.floor(terms.ticks(mid * (1 - terms.halfSpread()))));
  }

  private Decimal size(long side, long number, long timeNanos) {
    return quantity(Hash.of(Hash.of(seed, side), number), timeNanos);
  }

  private Decimal quantity(long hash, long timeNanos) {
    double notional = SMALLEST_NOTIONAL_USD * StrictMath.exp(Hash.unit(hash) * NOTIONAL_SPREAD);
    return terms.quantity(notional / baseUsd(timeNanos));
  }
}
