package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Receipt.Deposited;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Receipt.Outcome;
import org.jspecify.annotations.Nullable;

/** Receipts, as {@code eth_getTransactionReceipt} and {@code eth_getBlockReceipts} answer them. */
public final class ReceiptJson {

  private ReceiptJson() {}

  /**
   * @throws RefusedException if anything is missing, or the type is not known
   */
  public static Receipt read(JsonNode json) {
    Fields fields = new Fields(json);
    long type = fields.has("type") ? fields.longNumber("type") : 0;
    return new Receipt(
        (int) Math.min(type, Integer.MAX_VALUE),
        outcome(fields),
        fields.longNumber("cumulativeGasUsed"),
        fields.bytes("logsBloom"),
        fields.objects("logs", ReceiptJson::log),
        deposited(fields));
  }

  /** Before the Canyon fork the nonce is told alone, and is not hashed. */
  private static @Nullable Deposited deposited(Fields fields) {
    return fields.has("depositReceiptVersion")
        ? new Deposited(
            fields.longNumber("depositNonce"), fields.longNumber("depositReceiptVersion"))
        : null;
  }

  /** Blocks before the Byzantium fork have a state there; some nodes name both, one null. */
  private static Outcome outcome(Fields fields) {
    if (!fields.has("status")) {
      return new Outcome.State(fields.hash("root"));
    }
    long status = fields.longNumber("status");
    if (status > 1) {
      throw new RefusedException("status is neither 0 nor 1");
    }
    return new Outcome.Status(status == 1);
  }

  private static Log log(Fields fields) {
    return new Log(fields.address("address"), fields.hashes("topics"), fields.bytes("data"));
  }
}
