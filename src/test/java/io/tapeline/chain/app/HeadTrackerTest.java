package io.tapeline.chain.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Following;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.follow.SimulatedChain;
import io.tapeline.chain.quorum.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadTrackerTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int REORG_BLOCKS = 30;

  private final SimulatedChain chain = new SimulatedChain(100);
  private final List<String> asked = new ArrayList<>();
  private final SimulatedNode a = new SimulatedNode("a", chain, asked);
  private final SimulatedNode b = new SimulatedNode("b", chain, asked);
  private final SimulatedNode c = new SimulatedNode("c", chain, asked);
  private final NodePool<ChainNode> pool =
      new NodePool<>(List.of(a, b, c), InstantSource.fixed(NOW));
  private final List<Following> heard = new ArrayList<>();
  private final HeadTracker tracker =
      new HeadTracker(
          new FollowedChain(
              "local",
              new ChainKind.Evm(1),
              pool,
              new Quorum(2),
              Duration.ofSeconds(4),
              REORG_BLOCKS),
          InstantSource.fixed(NOW),
          heard::add);

  private TrackedChain round() {
    return tracker.round().await().atMost(Duration.ofSeconds(10));
  }

  private BlockRef latest() {
    Head head = round().head();
    return head == null ? chain.at(0) : head.latest();
  }

  private List<BlockRef> blocks(long first, long last) {
    return chain.blocks(new BlockRange(first, last));
  }

  private String asideOf(int node) {
    return String.valueOf(pool.states().get(node).aside());
  }

  @Test
  void nothingIsKnownBeforeNodesWereAsked() {
    assertThat(tracker.state().head()).isNull();
    assertThat(tracker.state().problem()).isEqualTo("Its nodes were not asked yet.");
  }

  @Test
  void theHeadIsWhereNodesAgreeAndBeginsWithAsManyBlocksAsMayGo() {
    TrackedChain state = round();
    assertThat(state.head()).isEqualTo(new Head(chain.at(99), chain.at(91), chain.at(83)));
    assertThat(state.by()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(state.agreed()).isEqualTo(NOW);
    assertThat(state.problem()).isNull();
    assertThat(heard).containsExactly(new Following.Extended(blocks(69, 99)));
  }

  @Test
  void newBlocksAreHeardOnce() {
    assertThat(latest()).isEqualTo(chain.at(99));
    assertThat(latest()).isEqualTo(chain.at(99));
    chain.extend(3);
    assertThat(latest()).isEqualTo(chain.at(102));
    assertThat(heard.subList(1, heard.size()))
        .containsExactly(new Following.Extended(blocks(100, 102)));
  }

  @Test
  void aNodeThatIsBehindHoldsNobodyUpAndSurerBlocksWaitForEnough() {
    a.isBehind(10);
    b.isBehind(1);
    TrackedChain state = round();
    assertThat(state.head()).isEqualTo(new Head(chain.at(98), chain.at(90), chain.at(82)));
    assertThat(state.by()).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void aReorgOfTwelveBlocksIsHeardWithWhatWentAndWhatCame() {
    assertThat(latest()).isEqualTo(chain.at(99));
    List<BlockRef> before = blocks(88, 99).reversed();
    chain.replace(12, 14);
    TrackedChain state = round();
    assertThat(heard.getLast()).isEqualTo(new Following.Reorganized(before, blocks(88, 101)));
    assertThat(state.reorgs()).isOne();
    assertThat(state.deepestReorg()).isEqualTo(12);
    // what was safe before is taken back as well, and is not said any more
    assertThat(state.head()).isEqualTo(new Head(chain.at(101), chain.at(93), chain.at(85)));
  }

  @Test
  void aReorgThatIsTooDeepBeginsAnewAndSaysSo() {
    assertThat(latest()).isEqualTo(chain.at(99));
    chain.replace(40, 60);
    assertThat(latest()).isEqualTo(chain.head());
    assertThat(heard.get(1)).isEqualTo(new Following.TooDeep(chain.head(), 69));
    assertThat(heard.get(2)).isInstanceOf(Following.Extended.class);
    assertThat(tracker.state().reorgs()).isZero();
    assertThat(tracker.state().deepestReorg()).isZero();
  }

  @Test
  void whatPassedWhileNobodyFollowedIsFetchedInPiecesWithoutALoss() {
    assertThat(latest()).isEqualTo(chain.at(99));
    chain.extend(2_500);
    assertThat(latest()).isEqualTo(chain.at(1_099));
    assertThat(tracker.isOnItsWay()).isTrue();
    assertThat(latest()).isEqualTo(chain.at(2_099));
    assertThat(latest()).isEqualTo(chain.at(2_599));
    assertThat(tracker.isOnItsWay()).isFalse();
    List<BlockRef> all =
        heard.stream().flatMap(each -> ((Following.Extended) each).joined().stream()).toList();
    assertThat(all).isEqualTo(blocks(69, 2_599));
  }

  @Test
  void aNodeOfAnotherForkIsSetAsideAndTakenBackWhenItAgreesAgain() {
    a.has(new SimulatedChain(40).replace(40, 100));
    for (int i = 1; i < Trust.ROUNDS; i++) {
      assertThat(latest()).isEqualTo(chain.at(99));
      assertThat(asideOf(0)).isEqualTo("null");
    }
    assertThat(latest()).isEqualTo(chain.at(99));
    assertThat(asideOf(0))
        .isEqualTo(
            "it has 0x%s for block 99, others agree on %s"
                .formatted("%016x".formatted(140) + "0".repeat(48), chain.at(99).hash()));
    asked.clear();
    chain.extend(5);
    assertThat(latest()).isEqualTo(chain.at(104));
    a.has(chain);
    for (int i = 0; i < Trust.ROUNDS; i++) {
      assertThat(asideOf(0)).isNotEqualTo("null");
      assertThat(latest()).isEqualTo(chain.at(104));
    }
    assertThat(asideOf(0)).isEqualTo("null");
  }

  @Test
  void aNodeThatIsBehindOnAnotherForkIsSetAsideAsWell() {
    assertThat(latest()).isEqualTo(chain.at(99));
    a.has(new SimulatedChain(40).replace(5, 40));
    for (int i = 0; i < Trust.ROUNDS; i++) {
      assertThat(asideOf(0)).isEqualTo("null");
      assertThat(latest()).isEqualTo(chain.at(99));
    }
    assertThat(asideOf(0)).startsWith("it has 0x").contains("for block 74, others agree on");
    a.has(chain);
    a.isBehind(7);
    for (int i = 0; i < Trust.ROUNDS; i++) {
      assertThat(latest()).isEqualTo(chain.at(99));
    }
    assertThat(asideOf(0)).isEqualTo("null");
  }

  @Test
  void aNodeThatSaysNothingMakesNobodyLate() {
    c.isSilent();
    for (int i = 0; i < 3; i++) {
      chain.extend(1);
      assertThat(latest()).isEqualTo(chain.head());
    }
    assertThat(tracker.state().by()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void whereTheFirstToAnswerDoNotAgreeTheSlowOnesAreWaitedFor() {
    a.has(new SimulatedChain(40).replace(40, 100));
    c.isLateBy(Gathering.MOMENT.multipliedBy(3));
    assertThat(round().problem())
        .isEqualTo("Its nodes do not agree which block has the number 99.");
    assertThat(latest()).isEqualTo(chain.at(99));
    assertThat(tracker.state().by()).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void nodesThatDifferForAMomentAreNotSetAside() {
    SimulatedChain other = new SimulatedChain(40).replace(40, 100);
    for (int i = 0; i < 4 * Trust.ROUNDS; i++) {
      a.has(i % Trust.ROUNDS == 0 ? chain : other);
      assertThat(latest()).isEqualTo(chain.at(99));
      assertThat(asideOf(0)).isEqualTo("null");
    }
  }

  @Test
  void aNodeThatClaimsToBeFarAheadIsNotFollowed() {
    a.has(new SimulatedChain(100).extend(5_000));
    // its blocks up to there are alike, and what is beyond nobody else has
    assertThat(latest()).isEqualTo(chain.at(99));
  }

  @Test
  void withoutEnoughNodesTheHeadStaysAndSaysWhy() {
    assertThat(latest()).isEqualTo(chain.at(99));
    chain.extend(1);
    a.becomes(NodeFault.SLOW);
    b.becomes(NodeFault.DOWN);
    TrackedChain state = round();
    assertThat(state.problem()).isEqualTo("1 of its 3 nodes say where it is, and 2 must agree.");
    assertThat(requireNonNull(state.head()).at(Finality.LATEST)).contains(chain.at(99));
    b.becomes(null);
    assertThat(round().problem()).isNull();
    assertThat(latest()).isEqualTo(chain.at(100));
  }

  @Test
  void nodesThatAllSayDifferentThingsMoveNothing() {
    assertThat(latest()).isEqualTo(chain.at(99));
    a.becomes(NodeFault.SLOW);
    b.has(new SimulatedChain(40).replace(40, 100));
    TrackedChain state = round();
    assertThat(state.problem()).isEqualTo("Its nodes do not agree which block has the number 99.");
    assertThat(requireNonNull(state.head()).latest()).isEqualTo(chain.at(99));
    assertThat(heard).hasSize(1);
  }
}
