package io.tapeline.sandbox.chain;

import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.tapeline.sandbox.chain.activity.World;
import io.tapeline.sandbox.price.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The simulated chain: which block is the newest, and on which branch. A function of the seed, the
 * time, and of the reorgs that somebody asked for. Any thread.
 */
public final class SandboxChain {

  /** So many blocks can be replaced at once. */
  public static final int MOST_REPLACED = 500;

  /** So often, until the chain begins anew: what was replaced is kept. */
  private static final int MOST_REORGS = 200;

  private static final int LIES_KEPT = 8;

  private final World world;
  private final ChainTerms terms;
  private Recent<Long, Branch> lies = new Recent<>(LIES_KEPT);
  private @Nullable Branch main;
  private int reorgs;

  public SandboxChain(World world, ChainTerms terms) {
    this.world = world;
    this.terms = terms;
  }

  /**
   * As it is at this second since 1970 UTC. The first time, and when it begins anew, this takes
   * some seconds.
   */
  public synchronized View at(long second) {
    long newest = terms.newest(second);
    return new View(world, main(newest), newest);
  }

  private Branch main(long newest) {
    long first = terms.first(newest);
    Branch branch = main;
    if (branch == null || branch.oldest() != first) {
      reorgs = 0;
      lies = new Recent<>(LIES_KEPT);
      branch = Branch.beginning(world, terms, Hash.of(world.seed(), "chain"), first);
      main = branch;
    }
    branch.extendTo(newest);
    return branch;
  }

  /**
   * Puts other blocks in the place of the last ones. Which ones follows from the seed, the number
   * of the newest block, how many are replaced, and what was replaced before.
   *
   * @param depth how many, 1 to {@link #MOST_REPLACED}
   * @return the chain as it is then
   * @throws IllegalStateException after 200 of them
   */
  public synchronized View reorg(int depth, long second) {
    if (depth < 1 || depth > MOST_REPLACED) {
      throw new IllegalArgumentException("depth: " + depth);
    }
    long newest = terms.newest(second);
    Branch before = main(newest);
    if (reorgs == MOST_REORGS) {
      throw new IllegalStateException("it was reorganized too often");
    }
    Branch after =
        before.fork(
            Math.max(before.oldest(), newest - depth), seed(before, "reorg", newest, depth));
    after.extendTo(newest);
    reorgs++;
    main = after;
    return new View(world, after, newest);
  }

  private static long seed(Branch before, String what, long number, long place) {
    return Hash.of(Hash.of(Hash.of(before.seed(), what), number), place);
  }

  /**
   * As somebody sees it who left it for a branch of its own, in which all is right but that nobody
   * else has it.
   *
   * @param since when it left, seconds since 1970 UTC
   * @param blocks so many before the newest one of then it has no longer
   * @param liar whose branch; others have others
   */
  public synchronized View lie(long since, int blocks, long liar, long second) {
    long newest = terms.newest(second);
    Branch real = main(newest);
    long from = Math.clamp(terms.newest(since) - blocks, real.oldest(), newest);
    long seed = seed(real, "lie", from, liar);
    Branch branch = lies.get(seed);
    if (branch == null) {
      branch = real.fork(from, seed);
      lies.put(seed, branch);
    }
    branch.extendTo(newest);
    return new View(world, branch, newest);
  }
}
