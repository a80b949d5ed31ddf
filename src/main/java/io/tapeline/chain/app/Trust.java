package io.tapeline.chain.app;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.BlockWindow;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Who is believed of the nodes of one chain. A node that has other blocks than what was agreed on,
 * again and again, is set aside; one that has the same again for as long is taken back. Once is no
 * offence: for a moment two blocks may be the newest. For one thread.
 */
final class Trust {

  /** Rounds in a row. */
  static final int ROUNDS = 5;

  private static final Logger LOG = Logger.getLogger(Trust.class);

  private final String chain;
  private final NodePool<?> nodes;

  /** Rounds in which a node did not do as it is held to do: differ or, set aside, agree. */
  private final Map<String, Integer> surprises = new HashMap<>();

  Trust(String chain, NodePool<?> nodes) {
    this.chain = chain;
    this.nodes = nodes;
  }

  /** Names of those that are. */
  Set<String> believed() {
    Set<String> names = new TreeSet<>();
    for (NodeState state : nodes.states()) {
      if (state.aside() == null) {
        names.add(state.name());
      }
    }
    return names;
  }

  /**
   * Looks at who said what.
   *
   * @param said by all nodes that said anything of this height, believed or not
   */
  void weigh(BlockRef agreed, Map<String, BlockRef> said) {
    Set<String> believed = believed();
    said.forEach((name, block) -> one(name, believed.contains(name), block, agreed));
  }

  /**
   * Looks at those who are behind.
   *
   * @param said the newest block of each
   */
  void weigh(BlockWindow agreed, Map<String, BlockRef> said) {
    Set<String> believed = believed();
    said.forEach(
        (name, block) ->
            agreed
                .at(block.number())
                .ifPresent(ours -> one(name, believed.contains(name), block, ours)));
  }

  private void one(String name, boolean isBelieved, BlockRef block, BlockRef agreed) {
    if (block.isSame(agreed) == isBelieved) {
      surprises.remove(name);
    } else if (surprises.merge(name, 1, Integer::sum) >= ROUNDS) {
      surprises.remove(name);
      change(name, isBelieved, block, agreed);
    }
  }

  private void change(String name, boolean isBelieved, BlockRef block, BlockRef agreed) {
    if (isBelieved) {
      String why =
          "it has %s for block %d, others agree on %s"
              .formatted(block.hash(), agreed.number(), agreed.hash());
      nodes.setAside(name, why);
      LOG.warnf("node %s of %s is set aside: %s", name, chain, why);
    } else {
      nodes.takeBack(name);
      LOG.infof("node %s of %s agrees with others again", name, chain);
    }
  }
}
