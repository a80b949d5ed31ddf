package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.block.TxOutput;

/** Figures of blocks in answers of nodes and explorers. */
public final class NodeFigures {

  private static final int MOST = 4_000_000;
  private static final int PERCENTILES = 5;

  private NodeFigures() {}

  /** {@code getblock} with verbosity 1; the ids of its transactions lead to the header's root. */
  public static BlockFigures read(JsonNode block) {
    NodeTransactionIds ids = NodeTransactionIds.read(block);
    Answer answer = new Answer(block);
    return new BlockFigures(
        ids.ids().size(),
        (int) answer.whole("size", 0, MOST),
        (int) answer.whole("weight", 0, MOST),
        null);
  }

  /** {@code getblockstats}. */
  public static BlockFigures.Fees fees(JsonNode stats) {
    Answer answer = new Answer(stats);
    return new BlockFigures.Fees(
        answer.whole("totalfee", 0, TxOutput.MOST_SATOSHI),
        answer.list(
            "feerate_percentiles",
            PERCENTILES,
            each -> Answer.decimal("feerate_percentiles", each)));
  }

  /**
   * {@code /block/HASH} of Esplora.
   *
   * @throws RefusedException if it says what can't be
   */
  public static BlockFigures ofExplorer(JsonNode block) {
    Answer answer = new Answer(block);
    return new BlockFigures(
        (int) answer.whole("tx_count", 0, MOST),
        (int) answer.whole("size", 0, MOST),
        (int) answer.whole("weight", 0, MOST),
        null);
  }
}
