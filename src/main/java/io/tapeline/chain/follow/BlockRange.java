package io.tapeline.chain.follow;

/** Numbers of blocks, both ends among them; at least one. */
public record BlockRange(long first, long last) {

  public BlockRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("no blocks from %d to %d".formatted(first, last));
    }
  }

  public long size() {
    return last - first + 1;
  }

  /** The last ones of them, as many as that at most. */
  public BlockRange end(int blocks) {
    return new BlockRange(Math.max(first, last - blocks + 1), last);
  }

  @Override
  public String toString() {
    return first + ".." + last;
  }
}
