package io.tapeline.access.policy;

import java.util.Comparator;

/**
 * One thing that is wrong with a file.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param path where it stands in what the file says: {@code plans.free.limits.read.units}; empty if
 *     nowhere
 * @param reason what would have been right, as a sentence without its full stop
 */
public record Fault(int line, int column, String path, String reason) implements Comparable<Fault> {

  private static final Comparator<Fault> BY_PLACE =
      Comparator.comparingInt(Fault::line)
          .thenComparingInt(Fault::column)
          .thenComparing(Fault::path)
          .thenComparing(Fault::reason);

  @Override
  public int compareTo(Fault other) {
    return BY_PLACE.compare(this, other);
  }

  /** {@code 12:7: plans.free.rank: is missing}. */
  @Override
  public String toString() {
    return line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
  }
}
