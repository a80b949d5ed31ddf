package io.tapeline.chain.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.SimulatedChain;
import io.tapeline.chain.quorum.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that was refuted again and again goes, whatever else it says, and may come again. */
class TrustTest {

  private final SimulatedChain chain = new SimulatedChain(40);
  private final List<ChainNode> nodes = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private NodePool<ChainNode> pool = new NodePool<>(List.of(), () -> now);
  private HeadTracker tracker = tracker();

  @BeforeEach
  void threeNodes() {
    for (String name : List.of("a", "b", "c")) {
      nodes.add(new SimulatedNode(name, chain, new ArrayList<>()));
    }
    pool = new NodePool<>(nodes, () -> now);
    tracker = tracker();
  }

  private HeadTracker tracker() {
    return new HeadTracker(
        new FollowedChain(
            "local", new ChainKind.Evm(1), pool, new Quorum(2), Duration.ofSeconds(4), 30),
        () -> now,
        _ -> {});
  }

  private void refute(String node, int times) {
    for (int i = 0; i < times; i++) {
      tracker.refute(node, "it lies");
    }
  }

  private void rounds() {
    for (int i = 0; i < 2 * Trust.ROUNDS; i++) {
      var _ = tracker.round().await().indefinitely();
    }
  }

  @Test
  void havingTheRightBlocksDoesNotExcuseIt() {
    refute("a", Trust.REFUTATIONS - 1);
    assertThat(pool.believed()).containsExactly("a", "b", "c");
    refute("a", 1);
    rounds();
    assertThat(pool.believed()).containsExactly("b", "c");
    assertThat(pool.states().getFirst().aside())
        .isEqualTo("what it says was refuted again and again: it lies");
  }

  @Test
  void timeExcusesItAndOnceMoreIsEnough() {
    refute("a", Trust.REFUTATIONS);
    now = now.plus(Trust.REST).plusSeconds(1);
    rounds();
    assertThat(pool.believed()).containsExactly("a", "b", "c");
    refute("a", 1);
    assertThat(pool.believed()).containsExactly("b", "c");
  }

  @Test
  void whoIsDoubtedIsAskedLastAndExcusedByTime() {
    refute("a", Trust.REFUTATIONS);
    refute("b", Trust.REFUTATIONS);
    assertThat(asked()).isEqualTo("c");
    now = now.plus(Trust.REST).plusSeconds(1);
    rounds();
    assertThat(pool.states()).allMatch(NodeState::works);
  }

  private String asked() {
    return pool.any(node -> Uni.createFrom().item(node.name())).await().indefinitely();
  }

  @Test
  void soManyAreLeftAsMustAgree() {
    refute("a", Trust.REFUTATIONS);
    refute("b", 2 * Trust.REFUTATIONS);
    assertThat(pool.believed()).containsExactly("b", "c");
    assertThat(pool.states().get(1).doubt())
        .isEqualTo("what it says was refuted again and again: it lies");
    assertThat(pool.states().get(1).works()).isFalse();
    assertThat(pool.states().getLast().works()).isTrue();
  }
}
