package io.tapeline.access.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When which key signs: one after the other without a gap, each published for a while before it
 * signs, and afterwards until its last token has ended.
 *
 * @param life for so long each signs
 * @param ahead so long before it signs it is published
 * @param longestToken how long a token is good at most
 */
record Rotation(Duration life, Duration ahead, Duration longestToken) {

  /** Clocks of replicas differ by less. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  static Rotation of(TokenConfig config) {
    Duration half = config.keyLife().dividedBy(2);
    Duration ahead = config.keyAhead().compareTo(half) < 0 ? config.keyAhead() : half;
    return new Rotation(config.keyLife(), ahead, config.longestLife());
  }

  /** When a key that is needed now begins and ends to sign, and when it is gone. */
  record Turn(Instant from, Instant until, Instant gone) {}

  /** The next key, if it is time to publish one. The first signs at once. */
  Optional<Turn> next(List<SigningKey> keys, Instant now) {
    Optional<Instant> end =
        keys.stream().map(SigningKey::signsUntil).max(Comparator.naturalOrder());
    if (end.isEmpty() || !end.get().isAfter(now)) {
      return Optional.of(from(now));
    }
    return end.get().minus(ahead).isAfter(now) ? Optional.empty() : Optional.of(from(end.get()));
  }

  private Turn from(Instant begin) {
    Instant end = begin.plus(life);
    return new Turn(begin, end, end.plus(longestToken).plus(CLOCKS));
  }
}
