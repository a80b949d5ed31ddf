package io.tapeline.chain.bitcoin.follow;

import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Who is believed of the nodes of one chain. Whoever offers a header that breaks a rule is set
 * aside at once: that is proof. Whoever stays on a branch with less work is set aside after some
 * rounds. Both are taken back when they were on the best chain for as many. For one thread.
 */
final class Standing {

  /** Rounds in a row. */
  static final int ROUNDS = 5;

  private static final Logger LOG = Logger.getLogger(Standing.class);

  private final String chain;
  private final NodePool<BitcoinNode> nodes;

  /** Rounds in which a node did not do as it is held to do. */
  private final Map<String, Integer> surprises = new HashMap<>();

  Standing(String chain, NodePool<BitcoinNode> nodes) {
    this.chain = chain;
    this.nodes = nodes;
  }

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
   * @param why a clause for people
   */
  void refuse(String name, String why) {
    surprises.remove(name);
    if (believed().contains(name)) {
      LOG.warnf("node %s of %s is set aside: %s", name, chain, why);
    }
    nodes.setAside(name, why);
  }

  /** It is where it should be: on the best chain. */
  void agrees(String name) {
    if (believed().contains(name)) {
      surprises.remove(name);
    } else if (surprises.merge(name, 1, Integer::sum) >= ROUNDS) {
      surprises.remove(name);
      nodes.takeBack(name);
      LOG.infof("node %s of %s is on the best chain again", name, chain);
    }
  }

  /** It can't be told where it is. */
  void isUnknown(String name) {
    if (!believed().contains(name)) {
      surprises.remove(name);
    }
  }

  /** It is elsewhere. */
  void strays(String name, String why) {
    if (!believed().contains(name)) {
      surprises.remove(name);
    } else if (surprises.merge(name, 1, Integer::sum) >= ROUNDS) {
      refuse(name, why);
    }
  }
}
