package io.tapeline.chain.fee.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.fee.gas.FeeBlock;
import io.tapeline.chain.fee.gas.FeeHistory;
import io.tapeline.chain.fee.gas.GasMarket;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the nodes of one chain what was paid in its last blocks. As many must say it, of the blocks
 * that are agreed on, as must agree on a head. Any thread.
 */
final class GasSurvey {

  /** Who asks for few blocks gets what was asked for these. */
  private static final int FEW_BLOCKS = 20;

  /** Of which block and how many before it. */
  private record Asked(Hash head, int blocks) {}

  private final EvmChain chain;
  private final AgreedHeaders headers;
  private final Map<Asked, Uni<GasMarket>> asked = new ConcurrentHashMap<>();

  GasSurvey(EvmChain chain) {
    this.chain = chain;
    this.headers = new AgreedHeaders(chain.nodes());
  }

  /** Of at least so many blocks where there are. Fails with {@link NodeException}. */
  Uni<GasMarket> behind(BlockRef head, int blocks) {
    int many = blocks <= FEW_BLOCKS ? FEW_BLOCKS : FeeReader.MOST_BLOCKS;
    asked.keySet().removeIf(each -> !each.head().equals(head.hash()));
    Asked what = new Asked(head.hash(), many);
    return asked.computeIfAbsent(
        what,
        _ ->
            headers
                .to(head, many)
                .chain(this::survey)
                .onFailure()
                .invoke(() -> asked.remove(what))
                .memoize()
                .indefinitely());
  }

  private Uni<GasMarket> survey(List<FeeBlock> blocks) {
    NodePool<EvmNode> nodes = chain.nodes();
    BlockRange range =
        new BlockRange(blocks.getFirst().ref().number(), blocks.getLast().ref().number());
    List<String> believed =
        nodes.states().stream()
            .filter(state -> state.aside() == null)
            .map(NodeState::name)
            .toList();
    return nodes
        .all(
            believed,
            needed(),
            node -> node.feeHistory(range, GasMarket.PERCENTILES).invoke(h -> require(h, blocks)))
        .map(said -> market(blocks, said));
  }

  private static void require(FeeHistory history, List<FeeBlock> blocks) {
    try {
      history.requireOf(blocks, GasMarket.PERCENTILES.size());
    } catch (RefusedException e) {
      // it may have another branch for a moment, which is no offence
      throw new NodeException(NodeFault.BEHIND, String.valueOf(e.getMessage()));
    }
  }

  private GasMarket market(List<FeeBlock> blocks, Map<String, Said<FeeHistory>> said) {
    Map<String, FeeHistory> histories = new TreeMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<FeeHistory>(FeeHistory history)) {
            histories.put(name, history);
          }
        });
    if (histories.size() < needed()) {
      throw new NodeException(
          NodeFault.BEHIND,
          "%d of its %d nodes say it of the blocks that are agreed on, and %d must"
              .formatted(histories.size(), chain.nodes().states().size(), needed()));
    }
    return new GasMarket(blocks, histories);
  }

  private int needed() {
    return chain.followed().quorum().needed();
  }
}
