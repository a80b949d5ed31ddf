package io.tapeline.signal.choice;

import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.family.Families;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every indicator there is, by its name. */
public final class Catalogue {

  private static final NavigableMap<String, Indicator> BY_NAME = new TreeMap<>();

  static {
    for (Indicator indicator : Families.all()) {
      if (BY_NAME.put(indicator.name(), indicator) != null) {
        throw new IllegalStateException("twice: " + indicator.name());
      }
    }
  }

  private Catalogue() {}

  /** Ascending by name. */
  public static Collection<Indicator> all() {
    return BY_NAME.values();
  }

  /** What there is, by its name in lower case. */
  static Map<String, Indicator> byName() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  public static Set<String> names() {
    return BY_NAME.navigableKeySet();
  }

  /**
   * @param name in lower case
   */
  public static Optional<Indicator> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
