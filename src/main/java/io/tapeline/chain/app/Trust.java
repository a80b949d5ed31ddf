package io.tapeline.chain.app;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.BlockWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Who is believed of the nodes of one chain. A node that has other blocks than what was agreed on,
 * again and again, is set aside; one that has the same again for as long is taken back. Once is no
 * offence: for a moment two blocks may be the newest. So is one that was refuted again and again;
 * having the right blocks does not excuse it, time does; where too few others would be left it is
 * doubted and stays. Any thread.
 */
final class Trust {

  /** Rounds in a row. */
  static final int ROUNDS = 5;

  /** Whoever was refuted so often is set aside. */
  static final int REFUTATIONS = 3;

  /** So long it stays so; once more refuted after that, it goes again. */
  static final Duration REST = Duration.ofHours(1);

  private static final Logger LOG = Logger.getLogger(Trust.class);

  private final FollowedChain chain;
  private final InstantSource clock;

  /** Rounds in which a node did not do as it is held to do: differ or, set aside, agree. */
  private final Map<String, Integer> surprises = new HashMap<>();

  private final Map<String, Integer> refutations = new HashMap<>();

  /** Since when those are set aside that were refuted. */
  private final Map<String, Instant> refuted = new HashMap<>();

  /** When those were refuted last that are believed all the same. */
  private final Map<String, Instant> doubted = new HashMap<>();

  Trust(FollowedChain chain, InstantSource clock) {
    this.chain = chain;
    this.clock = clock;
  }

  /**
   * Looks at who said what.
   *
   * @param said by all nodes that said anything of this height, believed or not
   */
  synchronized void weigh(BlockRef agreed, Map<String, BlockRef> said) {
    excuse();
    said.forEach((name, block) -> one(name, isBelieved(name), block, agreed));
  }

  /**
   * Looks at those who are behind.
   *
   * @param said the newest block of each
   */
  synchronized void weigh(BlockWindow agreed, Map<String, BlockRef> said) {
    said.forEach(
        (name, block) ->
            agreed.at(block.number()).ifPresent(ours -> one(name, isBelieved(name), block, ours)));
  }

  private boolean isBelieved(String name) {
    return chain.nodes().believed().contains(name);
  }

  private void one(String name, boolean isBelieved, BlockRef block, BlockRef agreed) {
    if (block.isSame(agreed) == isBelieved || refuted.containsKey(name)) {
      surprises.remove(name);
    } else if (surprises.merge(name, 1, Integer::sum) >= ROUNDS) {
      surprises.remove(name);
      change(name, isBelieved, block, agreed);
    }
  }

  private void change(String name, boolean isBelieved, BlockRef block, BlockRef agreed) {
    if (isBelieved) {
      setAside(
          name,
          "it has %s for block %d, others agree on %s"
              .formatted(block.hash(), agreed.number(), agreed.hash()));
    } else {
      chain.nodes().takeBack(name);
      LOG.infof("node %s of %s agrees with others again", name, chain.name());
    }
  }

  private void setAside(String name, String why) {
    doubted.remove(name);
    chain.nodes().setAside(name, why);
    LOG.warnf("node %s of %s is set aside: %s", name, chain.name(), why);
  }

  /**
   * It said what can't be so, of something that another proved.
   *
   * @param why a clause for people
   */
  synchronized void refute(String name, String why) {
    Set<String> believed = chain.nodes().believed();
    if (refutations.merge(name, 1, Integer::sum) < REFUTATIONS || !believed.contains(name)) {
      return;
    }
    String again = "what it says was refuted again and again: " + why;
    if (believed.size() > chain.quorum().needed()) {
      refuted.put(name, clock.instant());
      setAside(name, again);
    } else {
      if (doubted.put(name, clock.instant()) == null) {
        LOG.warnf("node %s of %s is doubted: %s", name, chain.name(), again);
      }
      chain.nodes().doubt(name, again);
    }
  }

  private void excuse() {
    excuse(refuted);
    excuse(doubted);
  }

  private void excuse(Map<String, Instant> since) {
    Instant before = clock.instant().minus(REST);
    since
        .entrySet()
        .removeIf(
            each -> {
              boolean isOver = each.getValue().isBefore(before);
              if (isOver) {
                refutations.put(each.getKey(), REFUTATIONS - 1);
                chain.nodes().takeBack(each.getKey());
                LOG.infof("node %s of %s is believed again", each.getKey(), chain.name());
              }
              return isOver;
            });
  }
}
