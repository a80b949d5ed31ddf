package io.tapeline.market;

import java.util.Locale;

/** A place that trades, by our id: {@code binance}. Lower-case letters, digits and underscores. */
public record Venue(String id) implements Comparable<Venue> {

  private static final int MAX_LENGTH = 24;

  public Venue {
    id = id.toLowerCase(Locale.ROOT);
    if (id.isEmpty()
        || id.length() > MAX_LENGTH
        || !id.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')) {
      throw new IllegalArgumentException("venue id: " + id);
    }
  }

  @Override
  public int compareTo(Venue other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
