package io.tapeline.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockWindowTest {

  private final SimulatedChain chain = new SimulatedChain(100);
  private final BlockWindow window = new BlockWindow(12);

  private Following follow(long number) {
    return window.follow(Branch.of(chain.at(number)));
  }

  private Branch branch(long first, long last) {
    return new Branch(chain.blocks(new BlockRange(first, last)));
  }

  @Test
  void blocksAfterTheHeadExtendTheChainAndTheOldestAreForgotten() {
    assertThat(window.head()).isEmpty();
    assertThat(window.follow(branch(20, 40)))
        .isEqualTo(new Following.Extended(chain.blocks(new BlockRange(20, 40))));
    assertThat(follow(41)).isEqualTo(new Following.Extended(List.of(chain.at(41))));
    assertThat(window.blocks()).isEqualTo(chain.blocks(new BlockRange(29, 41)));
    assertThat(window.at(28)).isEmpty();
  }

  @Test
  void aHeadThatIsOnTheChainChangesNothing() {
    window.follow(branch(20, 40));
    assertThat(follow(40)).isEqualTo(new Following.Unchanged(chain.at(40)));
    assertThat(follow(33)).isEqualTo(new Following.Unchanged(chain.at(40)));
    assertThat(window.head()).contains(chain.at(40));
  }

  @Test
  void blocksThatPassedUnseenAreAskedForAndLeadToTheHead() {
    window.follow(branch(20, 40));
    assertThat(follow(90))
        .isEqualTo(new Following.Missing(new BlockRange(41, 89), chain.at(89).hash()));
    assertThat(window.head()).contains(chain.at(40));
    Branch whole = Branch.of(chain.at(90)).after(chain.blocks(new BlockRange(41, 89)));
    assertThat(window.follow(whole))
        .isEqualTo(new Following.Extended(chain.blocks(new BlockRange(41, 90))));
  }

  @Test
  void aForkOfTwelveBlocksIsFoundInFewAsksAndTakesThemBack() {
    window.follow(branch(50, 99));
    List<BlockRef> before = chain.blocks(new BlockRange(88, 99)).reversed();
    chain.replace(12, 13);
    Branch branch = Branch.of(chain.head());
    int asks = 0;
    while (window.follow(branch) instanceof Following.Missing(BlockRange blocks, Hash last)) {
      assertThat(last).isEqualTo(chain.at(blocks.last()).hash());
      branch = branch.after(chain.blocks(blocks));
      asks++;
    }
    assertThat(asks).isEqualTo(4);
    assertThat(window.blocks()).isEqualTo(chain.blocks(new BlockRange(88, 100)));
    assertThat(before).hasSize(12);
  }

  @Test
  void whatIsTakenBackAndWhatCameIsSaidInOrder() {
    window.follow(branch(80, 99));
    List<BlockRef> before = chain.blocks(new BlockRange(98, 99)).reversed();
    chain.replace(2, 3);
    assertThat(window.follow(branch(97, 100)))
        .isEqualTo(new Following.Reorganized(before, chain.blocks(new BlockRange(98, 100))));
  }

  @Test
  void aShorterBranchReplacesALongerOne() {
    window.follow(branch(80, 99));
    chain.replace(5, 1);
    assertThat(window.follow(branch(94, 95))).isInstanceOf(Following.Reorganized.class);
    assertThat(window.head()).contains(chain.at(95));
    assertThat(window.at(96)).isEmpty();
  }

  @Test
  void aForkBelowWhatIsKeptIsTooDeepAndChangesNothingUntilItBeginsAnew() {
    window.follow(branch(50, 99));
    chain.replace(13, 20);
    Branch branch = branch(87, 106);
    assertThat(window.follow(branch)).isEqualTo(new Following.TooDeep(chain.at(106), 87));
    assertThat(window.head().orElseThrow().number()).isEqualTo(99);
    assertThat(window.restart(branch).joined()).isEqualTo(branch.blocks());
    assertThat(window.blocks()).isEqualTo(chain.blocks(new BlockRange(94, 106)));
  }

  @Test
  void anotherChainFromTheFirstBlockOnIsTooDeep() {
    SimulatedChain other = new SimulatedChain(3).replace(3, 3);
    window.follow(branch(0, 2));
    assertThat(window.follow(new Branch(other.blocks())))
        .isEqualTo(new Following.TooDeep(other.head(), 0));
  }

  @Test
  void blocksThatDoNotFollowEachOtherAreNoBranch() {
    assertThatThrownBy(() -> Branch.of(chain.at(10)).after(List.of(chain.at(8))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("block 10")
        .hasMessageContaining("does not follow block 8");
    assertThatThrownBy(() -> new Branch(List.of())).isInstanceOf(RefusedException.class);
  }

  @Test
  void absurdBlocksAreRefused() {
    Hash hash = chain.at(1).hash();
    assertThatThrownBy(() -> new BlockRef(-1, hash, chain.at(2).hash(), Instant.EPOCH))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> new BlockRef(1, hash, hash, Instant.EPOCH))
        .isInstanceOf(RefusedException.class);
  }
}
