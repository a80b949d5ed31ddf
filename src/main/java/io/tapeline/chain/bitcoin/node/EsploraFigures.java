package io.tapeline.chain.bitcoin.node;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.Esplora;
import io.tapeline.chain.bitcoin.NodeFigures;
import io.tapeline.chain.bitcoin.NodeMempool;
import io.tapeline.chain.spv.Hash256;
import java.math.BigDecimal;

/** Asks an explorer for figures of blocks, and of what waits for one. */
record EsploraFigures(EsploraNode node) {

  /** What nodes pass on unless they are told otherwise; explorers do not say. */
  private static final BigDecimal USUAL_LEAST = BigDecimal.ONE;

  Uni<BlockFigures> of(Hash256 hash) {
    return node.json(
        "/block/" + hash,
        json -> {
          Hash256 said = Esplora.header(json).hash();
          if (!said.equals(hash)) {
            throw new RefusedException("it gives block %s for %s".formatted(said, hash));
          }
          return NodeFigures.ofExplorer(json);
        });
  }

  Uni<NodeMempool> mempool() {
    return Uni.combine()
        .all()
        .unis(
            node.json("/mempool", Esplora::mempool),
            node.json("/fee-estimates", Esplora::estimates))
        .usingConcurrencyOf(1)
        .with((waiting, estimates) -> new NodeMempool(waiting, USUAL_LEAST, estimates));
  }
}
