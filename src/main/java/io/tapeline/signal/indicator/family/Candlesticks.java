package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.CANDLESTICK;

import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Unit;
import java.util.List;
import java.util.function.Predicate;

/** Patterns of candles, 1 with the candle that completes one; sizes are those of Tulip. */
final class Candlesticks {

  private Candlesticks() {}

  static List<Indicator> all() {
    return List.of(
        pattern("doji", "Doji", "no body", s -> s.hasNoBody(0)),
        pattern(
            "four_price_doji",
            "Four-price doji",
            "no body, no wicks",
            s -> s.hasNoBody(0) && s.hasNoUpperWick() && s.hasNoLowerWick()),
        pattern(
            "dragonfly_doji",
            "Dragonfly doji",
            "no body, no upper wick, long lower wick",
            s -> s.hasNoBody(0) && s.hasNoUpperWick() && s.hasLongLowerWick()),
        pattern(
            "gravestone_doji",
            "Gravestone doji",
            "no body, long upper wick, no lower wick",
            s -> s.hasNoBody(0) && s.hasLongUpperWick() && s.hasNoLowerWick()),
        pattern(
            "long_legged_doji",
            "Long-legged doji",
            "no body, both wicks long",
            s -> s.hasNoBody(0) && s.hasLongUpperWick() && s.hasLongLowerWick()),
        pattern("marubozu", "Marubozu", "long body, no wicks", Candlesticks::isMarubozu),
        pattern(
            "white_marubozu",
            "White marubozu",
            "white, long body, no wicks",
            s -> isMarubozu(s) && s.isWhite(0)),
        pattern(
            "black_marubozu",
            "Black marubozu",
            "black, long body, no wicks",
            s -> isMarubozu(s) && s.isBlack(0)),
        pattern("big_white_candle", "Big white candle", "white, long body", s -> isBigWhite(s, 0)),
        pattern("big_black_candle", "Big black candle", "black, long body", s -> isBigBlack(s, 0)),
        pattern(
            "spinning_top",
            "Spinning top",
            "short body, both wicks longer than it",
            s -> s.isShort(0) && s.isMostlyWick()),
        pattern(
            "hammer",
            "Hammer",
            "short body near the low before or below it, no upper wick, long lower wick",
            s -> hangs(s) && s.isNearTheLowBefore()),
        pattern(
            "hanging_man",
            "Hanging man",
            "short body near the high before or above it, no upper wick, long lower wick",
            s -> hangs(s) && s.isNearTheHighBefore()),
        pattern(
            "inverted_hammer",
            "Inverted hammer",
            "short body below that before, long upper wick, no lower wick",
            s -> stands(s) && s.gapsDown(0)),
        pattern(
            "shooting_star",
            "Shooting star",
            "short body above that before, long upper wick, no lower wick",
            s -> stands(s) && s.gapsUp(0)),
        pattern(
            "star",
            "Star",
            "all of it above or below all of the candle before",
            s -> s.standsAbove(0) || s.standsBelow(0)),
        pattern(
            "engulfing_bull",
            "Bullish engulfing",
            "white, its body around the black one before",
            s -> s.isWhite(0) && s.isBlack(1) && s.engulfs()),
        pattern(
            "engulfing_bear",
            "Bearish engulfing",
            "black, its body around the white one before",
            s -> s.isBlack(0) && s.isWhite(1) && s.engulfs()),
        pattern(
            "three_white_soldiers",
            "Three white soldiers",
            "three white ones, the later two opening within the body before",
            s -> s.isWhite(2) && s.isWhite(1) && s.isWhite(0) && advances(s)),
        pattern(
            "three_black_crows",
            "Three black crows",
            "three black ones, the later two opening within the body before",
            s -> s.isBlack(2) && s.isBlack(1) && s.isBlack(0) && advances(s)),
        pattern(
            "morning_star",
            "Morning star",
            "a long black body, a short one below it, a white one above that to the first close",
            s -> s.isShort(1) && turnsUp(s)),
        pattern(
            "morning_doji_star",
            "Morning doji star",
            "a long black body, none below it, a white one above that to the first close",
            s -> s.hasNoBody(1) && turnsUp(s)),
        pattern(
            "abandoned_baby_bull",
            "Bullish abandoned baby",
            "a long black body, a doji wholly below, a white one wholly above that to the first close",
            s -> s.hasNoBody(1) && turnsUp(s) && s.standsBelow(1) && s.standsAbove(0)),
        pattern(
            "evening_star",
            "Evening star",
            "a long white body, a short one above it, a black one below that to the first close",
            s -> s.isShort(1) && turnsDown(s)),
        pattern(
            "evening_doji_star",
            "Evening doji star",
            "a long white body, none above it, a black one below that to the first close",
            s -> s.hasNoBody(1) && turnsDown(s)),
        pattern(
            "abandoned_baby_bear",
            "Bearish abandoned baby",
            "a long white body, a doji wholly above, a black one wholly below that to the first close",
            s -> s.hasNoBody(1) && turnsDown(s) && s.standsAbove(1) && s.standsBelow(0)));
  }

  private static Indicator pattern(
      String name, String title, String words, Predicate<Shapes> holds) {
    return Entry.of(CANDLESTICK, name, title)
        .gives(Unit.FLAG)
        .formula(
            words
                + "; beside the ten candles before: long is more than 1.4, short less than half the mean"
                + " body, a long wick more than 0.6 of it; none is less than 0.05, near within 0.3 of the"
                + " mean height")
        .source("Steve Nison, Japanese Candlestick Charting Techniques, 1991")
        .differs("Books name no sizes and libraries differ in theirs; these are Tulip's")
        .from(_ -> Shapes.USUAL)
        .is((bars, _) -> flags(bars, holds));
  }

  private static double[] flags(Bars bars, Predicate<Shapes> holds) {
    Shapes shapes = new Shapes(bars);
    double[] flags = new double[bars.size()];
    for (int i = Shapes.USUAL; i < flags.length; i++) {
      flags[i] = holds.test(shapes.at(i)) ? 1 : 0;
    }
    return flags;
  }

  private static boolean isMarubozu(Shapes s) {
    return s.isLong(0) && s.hasNoUpperWick() && s.hasNoLowerWick();
  }

  private static boolean isBigWhite(Shapes s, int ago) {
    return s.isWhite(ago) && s.isLong(ago);
  }

  private static boolean isBigBlack(Shapes s, int ago) {
    return s.isBlack(ago) && s.isLong(ago);
  }

  private static boolean hangs(Shapes s) {
    return s.isShort(0) && s.hasNoUpperWick() && s.hasLongLowerWick();
  }

  private static boolean stands(Shapes s) {
    return s.isShort(0) && s.hasLongUpperWick() && s.hasNoLowerWick();
  }

  private static boolean advances(Shapes s) {
    return s.opensInsideTheOneBefore(1) && s.opensInsideTheOneBefore(0);
  }

  private static boolean turnsUp(Shapes s) {
    return isBigBlack(s, 2) && s.gapsDown(1) && s.isWhite(0) && s.gapsUp(0) && s.gainOfTwo() >= 0;
  }

  private static boolean turnsDown(Shapes s) {
    return isBigWhite(s, 2) && s.gapsUp(1) && s.isBlack(0) && s.gapsDown(0) && s.gainOfTwo() <= 0;
  }
}
