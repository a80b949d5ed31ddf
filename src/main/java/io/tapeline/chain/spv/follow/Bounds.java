package io.tapeline.chain.spv.follow;

/**
 * What a chain of headers keeps, some 300 bytes each.
 *
 * @param reorgBlocks how deep a reorg may go, 1 to 100,000: what forks off deeper is refused
 * @param asideHeaders headers beside the best chain, 1 to 100,000. When there are more, the ends of
 *     the branches with the least work leave first
 */
public record Bounds(int reorgBlocks, int asideHeaders) {

  /** A week of blocks; the deepest reorg of the main network had 53. */
  public static final Bounds USUAL = new Bounds(1_008, 4_032);

  private static final int MOST = 100_000;

  public Bounds {
    if (reorgBlocks < 1 || reorgBlocks > MOST || asideHeaders < 1 || asideHeaders > MOST) {
      throw new IllegalArgumentException(reorgBlocks + ", " + asideHeaders);
    }
  }

  /** The best chain as far as it is kept: the median of times looks eleven back from a fork. */
  int keptBlocks() {
    return reorgBlocks + 11;
  }
}
