package io.tapeline.chain.contract;

/**
 * Where a log is on a chain.
 *
 * @param number of its block
 * @param log among all logs of the block, from 0 on
 */
public record LogPlace(long number, int log) {

  /** Behind all that there are. */
  public static final LogPlace END = new LogPlace(Long.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * From {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LogPlace parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(text);
    }
    return new LogPlace(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return number + "/" + log;
  }
}
