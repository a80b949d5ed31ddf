package io.tapeline.chain.bitcoin.read;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.bitcoin.NodeMempool;
import io.tapeline.chain.bitcoin.follow.BitcoinChain;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.spv.fee.MempoolFees;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What nodes say of what waits. Mempools differ, so nobody is wrong who says something else: the
 * middle one is taken, which a minority can't push beyond what the others say.
 *
 * @param said by name, of those that answered
 */
record MempoolSurvey(Map<String, NodeMempool> said) {

  static Uni<MempoolSurvey> of(BitcoinChain chain) {
    List<String> believed =
        chain.nodes().states().stream()
            .filter(state -> state.aside() == null)
            .map(NodeState::name)
            .toList();
    return chain.nodes().all(believed, BitcoinNode::mempool).map(MempoolSurvey::answers);
  }

  private static MempoolSurvey answers(Map<String, Said<NodeMempool>> all) {
    Map<String, NodeMempool> said = new TreeMap<>();
    all.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<NodeMempool>(NodeMempool mempool)) {
            said.put(name, mempool);
          }
        });
    return new MempoolSurvey(said);
  }

  /**
   * The mempool that asks the middle rate for the next block; of two the lower. Null without any.
   */
  @Nullable MempoolFees waiting() {
    List<MempoolFees> all = new ArrayList<>();
    for (NodeMempool each : said.values()) {
      MempoolFees waiting = each.waiting();
      if (waiting != null) {
        all.add(waiting);
      }
    }
    all.sort(Comparator.comparing(MempoolSurvey::next));
    return all.isEmpty() ? null : all.get((all.size() - 1) / 2);
  }

  private static BigDecimal next(MempoolFees waiting) {
    BigDecimal rate = waiting.threshold(1);
    return rate == null ? BigDecimal.ZERO : rate;
  }

  /** The middle of what nodes pass on; 1 where none says. */
  BigDecimal least() {
    return middle(said.values().stream().map(NodeMempool::least).toList()).orElse(BigDecimal.ONE);
  }

  /** The middle of the nodes' own estimates. */
  Optional<BigDecimal> estimate(int blocks) {
    List<BigDecimal> all = new ArrayList<>();
    for (NodeMempool each : said.values()) {
      BigDecimal estimate = each.estimates().get(blocks);
      if (estimate != null) {
        all.add(estimate);
      }
    }
    return middle(all);
  }

  private static Optional<BigDecimal> middle(List<BigDecimal> all) {
    return all.stream().sorted().skip(Math.max(0, (all.size() - 1) / 2)).findFirst();
  }
}
