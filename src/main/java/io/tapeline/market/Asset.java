package io.tapeline.market;

import java.util.Locale;

/**
 * What is traded or paid with, by our id: {@code btc}, {@code usd}. Lower case; at most 24 letters,
 * digits, dots, dashes or other printable characters without {@code - : /}.
 */
public record Asset(String id) implements Comparable<Asset> {

  private static final int MAX_LENGTH = 24;

  public Asset {
    id = id.toLowerCase(Locale.ROOT);
    if (id.isEmpty() || id.length() > MAX_LENGTH || !id.chars().allMatch(Asset::allowed)) {
      throw new IllegalArgumentException("asset id: " + id);
    }
  }

  private static boolean allowed(int c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '$' || c == '+';
  }

  @Override
  public int compareTo(Asset other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
