package io.tapeline.signal.rule;

import io.tapeline.signal.strategy.Reading;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When to enter and when to leave.
 *
 * @param longs null where nothing is ever bought to be sold dearer
 * @param shorts null where nothing is ever sold to be bought back cheaper
 */
public record RuleSet(String name, @Nullable Leg longs, @Nullable Leg shorts) {

  /**
   * One direction.
   *
   * @param leave null for as soon as {@code enter} does not hold
   */
  public record Leg(Rule enter, @Nullable Rule leave) {
    Stream<Reading> readings() {
      return Stream.of(enter, leave).filter(Objects::nonNull).flatMap(Rule::readings);
    }
  }

  /** The columns it looks at, each once. */
  public List<Reading> readings() {
    return Stream.of(longs, shorts)
        .filter(Objects::nonNull)
        .flatMap(Leg::readings)
        .distinct()
        .toList();
  }
}
