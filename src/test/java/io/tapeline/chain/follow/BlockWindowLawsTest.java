package io.tapeline.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a chain does, what the window says of it is what two whole chains differ in. */
class BlockWindowLawsTest {

  private static final int STEPS = 400;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsTakenBackAndWhatCameIsWhatTheWholeChainsDifferIn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int reorgBlocks = random.nextInt(1, 20);
    SimulatedChain chain = new SimulatedChain(random.nextInt(1, 60));
    BlockWindow window = new BlockWindow(reorgBlocks);
    NaiveFollower naive = new NaiveFollower(reorgBlocks);
    window.restart(new Branch(chain.blocks()));
    naive.restart(chain.blocks());
    for (int step = 0; step < STEPS; step++) {
      change(chain, random, reorgBlocks);
      Branch branch = Branch.of(chain.head());
      Following following = window.follow(branch);
      while (following instanceof Following.Missing missing) {
        assertThat(missing.last()).isEqualTo(chain.at(missing.blocks().last()).hash());
        branch = branch.after(chain.blocks(missing.blocks()));
        following = window.follow(branch);
      }
      assertThat(following).isEqualTo(naive.follow(chain.blocks()));
      if (following instanceof Following.TooDeep) {
        window.restart(new Branch(chain.blocks()));
        naive.restart(chain.blocks());
      }
      assertThat(window.blocks()).isEqualTo(naive.kept());
    }
  }

  private static void change(SimulatedChain chain, SplittableRandom random, int reorgBlocks) {
    int length = chain.blocks().size();
    switch (random.nextInt(6)) {
      case 0 -> chain.extend(random.nextInt(1, 50));
      case 1, 2 ->
          chain.replace(
              random.nextInt(1, Math.min(length, reorgBlocks + 3) + 1), random.nextInt(1, 25));
      case 3 -> {
        // the head is the same
      }
      default -> chain.extend(1);
    }
  }

  /** Keeps all that there ever was on the chain, and compares from its first block on. */
  private static final class NaiveFollower {
    private final int reorgBlocks;
    private List<BlockRef> chain = List.of();
    private long lowest;

    NaiveFollower(int reorgBlocks) {
      this.reorgBlocks = reorgBlocks;
    }

    void restart(List<BlockRef> blocks) {
      chain = blocks;
      lowest = Math.max(0, blocks.size() - 1 - reorgBlocks);
    }

    Following follow(List<BlockRef> now) {
      int same = 0;
      while (same < Math.min(chain.size(), now.size()) && chain.get(same).equals(now.get(same))) {
        same++;
      }
      if (same == now.size()) {
        return new Following.Unchanged(chain.getLast());
      }
      if (same - 1 < lowest) {
        return new Following.TooDeep(now.getLast(), lowest);
      }
      List<BlockRef> orphaned = new ArrayList<>(chain.subList(same, chain.size())).reversed();
      List<BlockRef> joined = now.subList(same, now.size());
      chain = now;
      lowest = Math.max(lowest, now.size() - 1L - reorgBlocks);
      return orphaned.isEmpty()
          ? new Following.Extended(joined)
          : new Following.Reorganized(orphaned, joined);
    }

    List<BlockRef> kept() {
      return chain.subList((int) lowest, chain.size());
    }
  }
}
