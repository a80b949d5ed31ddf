package io.tapeline.chain.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.SimulatedChain;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodePoolTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final List<String> asked = new ArrayList<>();
  private final SimulatedChain chain = new SimulatedChain(10);
  private final SimulatedNode a = new SimulatedNode("a", chain, asked);
  private final SimulatedNode b = new SimulatedNode("b", chain, asked);
  private final NodePool<ChainNode> pool = new NodePool<>(List.of(a, b), InstantSource.fixed(NOW));

  private BlockRef any() {
    return pool.any(node -> node.block(3)).await().indefinitely();
  }

  @Test
  void whereOneFailsTheNextIsAskedAndFailingOnesComeLast() {
    a.becomes(NodeFault.SLOW);
    assertThat(any()).isEqualTo(chain.at(3));
    assertThat(any()).isEqualTo(chain.at(3));
    assertThat(asked).containsExactly("a", "b", "b");
    assertThat(pool.states().getFirst())
        .isEqualTo(
            new NodeState(
                "a",
                null,
                1,
                new NodeState.Fault(NodeFault.SLOW, "so it is", NOW),
                null,
                null,
                null));
    assertThat(pool.states().getLast().answered()).isEqualTo(NOW);
  }

  @Test
  void whereAllFailTheLastFailureIsTold() {
    a.becomes(NodeFault.SLOW);
    b.becomes(NodeFault.DOWN);
    assertThatThrownBy(this::any)
        .isInstanceOfSatisfying(
            NodeException.class, e -> assertThat(e.fault()).isEqualTo(NodeFault.DOWN));
    assertThat(asked).containsExactly("a", "b");
  }

  @Test
  void whoIsSetAsideIsNotAskedUntilItIsTakenBack() {
    pool.setAside("a", "it lies");
    assertThat(any()).isEqualTo(chain.at(3));
    assertThat(asked).containsExactly("b");
    assertThat(pool.states().getFirst().aside()).isEqualTo("it lies");
    pool.setAside("b", "it lies");
    assertThatThrownBy(this::any).hasMessage("there is no node that is believed");
    pool.takeBack("a");
    assertThat(any()).isEqualTo(chain.at(3));
    assertThat(asked).containsExactly("b", "a");
    assertThatThrownBy(() -> pool.takeBack("c")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void allAreAskedAndWhatEachSaysIsKnown() {
    a.becomes(NodeFault.ABSURD);
    pool.setAside("b", "it lies");
    Map<String, Said<BlockRef>> said = pool.all(node -> node.block(3)).await().indefinitely();
    assertThat(said.keySet()).containsExactly("a", "b");
    assertThat(((Said.Nothing<BlockRef>) requireNonNull(said.get("a"))).why().fault())
        .isEqualTo(NodeFault.ABSURD);
    assertThat(said.get("b")).isEqualTo(new Said.Answer<>(chain.at(3)));
    assertThat(pool.all(Set.of("b"), ChainNode::head).await().indefinitely()).containsOnlyKeys("b");
    assertThat(pool.all(Set.of(), ChainNode::head).await().indefinitely()).isEmpty();
    assertThat(pool.all(Set.of("b"), 2, ChainNode::head).await().indefinitely())
        .containsOnlyKeys("b");
    assertThat(pool.all(Set.of(), 1, ChainNode::head).await().indefinitely()).isEmpty();
  }
}
