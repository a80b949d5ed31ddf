package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.fee.BlockFees;
import io.tapeline.chain.spv.fee.PaidFee;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block as {@code getblock} tells of it with verbosity 2. Its transactions are read from their
 * bytes, and lead to the root in the header; what the node says beside the bytes is not looked at,
 * but for the fees, which it alone can know.
 *
 * @param fees null where the node tells none: it is older than 22.0, or has pruned what it needs
 */
public record NodeBlock(NodeHeader header, Block block, @Nullable BlockFees fees) {

  private static final int MOST_TRANSACTIONS = 1 << 15;

  /** The decimals of a bitcoin. */
  private static final int SATOSHI_DECIMALS = 8;

  private record NodeTransaction(Transaction transaction, @Nullable Long fee) {}

  /**
   * @throws RefusedException if anything is missing, or does not follow from the header
   */
  public static NodeBlock read(JsonNode result) {
    NodeHeader header = NodeHeader.read(result);
    List<NodeTransaction> told =
        new Answer(result).list("tx", MOST_TRANSACTIONS, each -> transaction(new Answer(each)));
    Block block =
        new Block(
            header.placed().header(), told.stream().map(NodeTransaction::transaction).toList());
    return new NodeBlock(header, block, fees(block, told));
  }

  private static NodeTransaction transaction(Answer answer) {
    return new NodeTransaction(
        answer.named("hex", Transaction::parse), answer.has("fee") ? satoshi(answer, "fee") : null);
  }

  private static @Nullable BlockFees fees(Block block, List<NodeTransaction> told) {
    List<PaidFee> paid = new ArrayList<>();
    for (NodeTransaction each : told.subList(1, told.size())) {
      Long fee = each.fee();
      if (fee == null) {
        return null;
      }
      paid.add(new PaidFee(fee, each.transaction().weight()));
    }
    return BlockFees.of(block.weight(), paid);
  }

  /** An amount in bitcoin, exact to the satoshi. */
  private static long satoshi(Answer answer, String name) {
    BigDecimal amount = answer.decimal(name).movePointRight(SATOSHI_DECIMALS).stripTrailingZeros();
    if (amount.scale() > 0
        || amount.signum() < 0
        || amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new RefusedException(name + " is no amount of bitcoin");
    }
    return amount.longValueExact();
  }
}
