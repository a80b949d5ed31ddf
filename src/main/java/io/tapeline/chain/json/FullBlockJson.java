package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.FullBlock.Sent;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Transaction;
import java.util.List;

/** Blocks with all that is in them, as {@code eth_getBlockBy…} answers with whole transactions. */
public final class FullBlockJson {

  private FullBlockJson() {}

  /**
   * @param receipts of its transactions, in their order
   * @throws RefusedException if anything is missing, or does not follow from the header
   */
  public static FullBlock read(JsonNode block, List<JsonNode> receipts) {
    Header header = HeaderJson.read(block);
    Fields fields = new Fields(block);
    return new FullBlock(
        header,
        fields.hash("hash"),
        fields.list("transactions", FullBlockJson::sent),
        receipts.stream().map(ReceiptJson::read).toList(),
        fields.list("withdrawals", WithdrawalJson::read));
  }

  private static Sent sent(JsonNode json) {
    Transaction transaction = TransactionJson.read(json);
    Fields fields = new Fields(json);
    return new Sent(transaction, fields.hash("hash"), fields.address("from"));
  }
}
