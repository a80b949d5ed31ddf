package io.tapeline.signal.strategy.builtin;

import io.tapeline.signal.strategy.Strategy;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every strategy there is, by its name. */
public final class BuiltIns {

  private static final NavigableMap<String, Strategy> BY_NAME =
      Stream.of(
              MaCross.strategy(),
              AdxTrend.strategy(),
              MacdMomentum.strategy(),
              RsiRegime.strategy(),
              BollingerReversion.strategy(),
              DonchianBreakout.strategy(),
              VolatilityRegime.strategy(),
              VolumeConfirmation.strategy(),
              MultiInterval.strategy(),
              Composite.strategy())
          .collect(
              Collectors.toMap(
                  Strategy::name,
                  strategy -> strategy,
                  (one, _) -> {
                    throw new IllegalStateException("twice: " + one.name());
                  },
                  TreeMap::new));

  private BuiltIns() {}

  /** Ascending by name. */
  public static Collection<Strategy> all() {
    return BY_NAME.values();
  }

  /** What there is, by its name in lower case. */
  static Map<String, Strategy> byName() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  public static Set<String> names() {
    return BY_NAME.navigableKeySet();
  }

  /**
   * @param name in lower case
   */
  public static Optional<Strategy> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
