package io.tapeline.ops.upstream;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How one upstream is treated.
 *
 * @param name for people, metrics and programs: {@code redis-limits}
 * @param within a call that takes longer has failed
 * @param fails which failures say that it doesn't work; others are its answers
 * @param passes after which failures the same call is worth another try
 */
public record Care(
    String name, Duration within, Predicate<Throwable> fails, Predicate<Throwable> passes) {

  /** Every failure is the upstream's, and no call is made again. */
  public static Care of(String name, Duration within) {
    return new Care(name, within, _ -> true, _ -> false);
  }

  /** Only such failures are the upstream's. */
  public Care failing(Predicate<Throwable> ofUpstream) {
    return new Care(name, within, ofUpstream, passes);
  }

  /** Calls that fail so are made again, within the budget; they must change nothing there. */
  public Care again(Predicate<Throwable> mayPass) {
    return new Care(name, within, fails, mayPass);
  }
}
