package io.tapeline.chain.bitcoin.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.follow.BitcoinChain;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.chain.quorum.Verdict;
import io.tapeline.chain.spv.Hash256;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks all nodes of one chain for figures of a block, and believes what enough say alike. Fees not
 * every node tells: of those that do, as many must agree as there are, up to the quorum. Some are
 * kept. Any thread.
 */
public final class FiguresSurvey {

  private static final int KEPT_BLOCKS = 512;

  private final BitcoinChain chain;
  private final Map<Hash256, BlockFigures> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, BlockFigures> eldest) {
          return size() > KEPT_BLOCKS;
        }
      };

  public FiguresSurvey(BitcoinChain chain) {
    this.chain = chain;
  }

  /** Fails with {@link NodeException} where too few say the same. */
  public Uni<BlockFigures> of(Hash256 hash) {
    synchronized (kept) {
      BlockFigures known = kept.get(hash);
      if (known != null) {
        return Uni.createFrom().item(known);
      }
    }
    List<String> believed =
        chain.nodes().states().stream()
            .filter(state -> state.aside() == null)
            .map(NodeState::name)
            .toList();
    return chain
        .nodes()
        .all(believed, node -> node.figures(hash))
        .map(this::agreed)
        .invoke(
            figures -> {
              synchronized (kept) {
                kept.put(hash, figures);
              }
            });
  }

  private BlockFigures agreed(Map<String, Said<BlockFigures>> said) {
    Map<String, BlockFigures> plain = new HashMap<>();
    Map<String, BlockFigures.Fees> fees = new HashMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<BlockFigures>(BlockFigures figures)) {
            plain.put(name, figures.withoutFees());
            BlockFigures.Fees paid = figures.fees();
            if (paid != null) {
              fees.put(name, paid);
            }
          }
        });
    Quorum quorum = chain.followed().quorum();
    if (!(quorum.on(plain) instanceof Verdict.Agreed<BlockFigures>(var figures, var by, _))) {
      throw new NodeException(
          NodeFault.BEHIND,
          "%d nodes tell figures of a block, and not enough the same".formatted(plain.size()));
    }
    fees.keySet().retainAll(by);
    Quorum ofTellers = new Quorum(Math.max(1, Math.min(quorum.needed(), fees.size())));
    return ofTellers.on(fees) instanceof Verdict.Agreed<BlockFigures.Fees>(var paid, _, _)
        ? figures.with(paid)
        : figures;
  }
}
