package io.tapeline.candle;

import io.tapeline.candle.Candle.Origin;
import io.tapeline.market.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a candle when its trades are told again by a file: all trades that are stored of
 * its interval make one, and that one takes its place, unless it is made of less than what stands.
 *
 * <ul>
 *   <li>Where the tape watched from end to end, the tape is right about the time and the file about
 *       trades that came late: the candle stays the tape's and is revised.
 *   <li>Elsewhere a file that knows the interval from end to end is right, whatever stood there.
 *   <li>What a file knows in part takes the place only of what it contains.
 * </ul>
 */
public final class Recount {

  private Recount() {}

  /**
   * Whether what stands is to be left alone, as it is made of more than what stored trades make.
   *
   * @param standing the newest revision; null if there is none
   * @param made of all stored trades of the interval; observed is what the file knows of it
   */
  public static boolean standsFirm(@Nullable Candle standing, Candle made) {
    return standing != null && (isWatched(standing) || !isWhole(made)) && !contains(made, standing);
  }

  /** The revision that takes the place of what stands; null if that stays as it is. */
  public static @Nullable Candle of(@Nullable Candle standing, Candle made) {
    if (standing == null) {
      return copy(made, made.close(), made.observedNanos(), 1, Origin.IMPORT);
    }
    long observed = Math.max(standing.observedNanos(), made.observedNanos());
    boolean same = observed == standing.observedNanos() && isSame(standing, made);
    if (same || standsFirm(standing, made)) {
      return null;
    }
    Origin origin = isWatched(standing) ? Origin.TAPE : Origin.IMPORT;
    return copy(made, made.close(), observed, standing.revision() + 1, origin);
  }

  /** A candle in which nothing traded, as it repeats another close before it. */
  public static Candle repeating(Candle quiet, Decimal close, int revision) {
    return copy(quiet, close, quiet.observedNanos(), revision, quiet.origin());
  }

  private static boolean isWatched(Candle candle) {
    return candle.origin() == Origin.TAPE && isWhole(candle);
  }

  private static boolean isWhole(Candle candle) {
    return candle.observedNanos() == candle.interval().nanos();
  }

  private static boolean contains(Candle made, Candle standing) {
    return standing.synthetic()
        || (!made.synthetic()
            && made.volume().compareTo(standing.volume()) >= 0
            && isAtLeast(made.quoteVolume(), standing.quoteVolume())
            && isAtLeast(made.trades(), standing.trades())
            && made.high().compareTo(standing.high()) >= 0
            && made.low().compareTo(standing.low()) <= 0);
  }

  /** What nobody said sets no bound. */
  private static <N extends Comparable<N>> boolean isAtLeast(@Nullable N made, @Nullable N bound) {
    return bound == null || (made != null && made.compareTo(bound) >= 0);
  }

  /**
   * The same trades. Among those of one moment the tape knew which came first and last; a file may
   * tell them in another order.
   */
  private static boolean isSame(Candle standing, Candle made) {
    boolean ends = made.open().equals(standing.open()) && made.close().equals(standing.close());
    return (ends || (isWatched(standing) && !made.synthetic()))
        && made.synthetic() == standing.synthetic()
        && made.high().equals(standing.high())
        && made.low().equals(standing.low())
        && isEqual(made.volume(), standing.volume())
        && isEqual(made.quoteVolume(), standing.quoteVolume())
        && isEqual(made.trades(), standing.trades());
  }

  private static <N extends Comparable<N>> boolean isEqual(@Nullable N made, @Nullable N standing) {
    return isAtLeast(made, standing) && isAtLeast(standing, made);
  }

  private static Candle copy(
      Candle of, Decimal close, long observedNanos, int revision, Origin origin) {
    boolean quiet = of.synthetic();
    return new Candle(
        of.interval(),
        of.openTimeNanos(),
        quiet ? close : of.open(),
        quiet ? close : of.high(),
        quiet ? close : of.low(),
        close,
        of.volume(),
        of.quoteVolume(),
        of.vwap(),
        of.trades(),
        observedNanos,
        quiet,
        true,
        revision,
        origin);
  }
}
