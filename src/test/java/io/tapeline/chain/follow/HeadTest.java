package io.tapeline.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.RefusedException;
import org.junit.jupiter.api.Test;

class HeadTest {

  private final SimulatedChain chain = new SimulatedChain(100);

  @Test
  void saysHowFarSaferBlocksAreBehind() {
    Head head = new Head(chain.at(99), chain.at(67), chain.at(35));
    assertThat(head.lagBlocks(Finality.LATEST)).contains(0L);
    assertThat(head.lagBlocks(Finality.SAFE)).contains(32L);
    assertThat(head.lagBlocks(Finality.FINALIZED)).contains(64L);
    assertThat(head.at(Finality.SAFE)).contains(chain.at(67));
  }

  @Test
  void chainsMayHaveNoSuchBlocks() {
    Head head = new Head(chain.at(99), null, null);
    assertThat(head.at(Finality.SAFE)).isEmpty();
    assertThat(head.lagBlocks(Finality.FINALIZED)).isEmpty();
    assertThat(new Head(chain.at(99), null, chain.at(99)).lagBlocks(Finality.FINALIZED))
        .contains(0L);
  }

  @Test
  void whatIsSurerIsNotNewerNorAnotherBlockOfTheSameNumber() {
    assertThatThrownBy(() -> new Head(chain.at(5), chain.at(6), null))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the safe block 6");
    assertThatThrownBy(() -> new Head(chain.at(9), chain.at(6), chain.at(7)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the finalized block 7");
    BlockRef before = chain.head();
    chain.replace(1, 1);
    assertThatThrownBy(() -> new Head(chain.head(), before, null))
        .isInstanceOf(RefusedException.class);
  }
}
