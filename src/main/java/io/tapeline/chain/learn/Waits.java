package io.tapeline.chain.learn;

import io.tapeline.chain.proof.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When contracts are asked again: soon at first, and then after twice as long each time. */
final class Waits {

  private record Wait(Duration length, Instant end) {}

  private final InstantSource clock;
  private final Duration first;
  private final Duration longest;
  private final Map<Address, Wait> waits = new ConcurrentHashMap<>();

  Waits(InstantSource clock, Duration first, Duration longest) {
    this.clock = clock;
    this.first = first;
    this.longest = longest;
  }

  boolean isOver(Address contract) {
    Wait wait = waits.get(contract);
    return wait == null || !clock.instant().isBefore(wait.end);
  }

  /** It is asked again later. */
  void later(Address contract) {
    waits.compute(contract, (_, last) -> next(last));
  }

  private Wait next(@Nullable Wait last) {
    Duration length = last == null ? first : last.length.multipliedBy(2);
    Duration bounded = length.compareTo(longest) < 0 ? length : longest;
    return new Wait(bounded, clock.instant().plus(bounded));
  }

  /** When it is asked again, that is soon. */
  void done(Address contract) {
    waits.remove(contract);
  }
}
