package io.tapeline.sandbox.chain.rpc;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Header.Additions;
import io.tapeline.chain.block.Header.Blobs;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.sandbox.chain.activity.Executed;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.wire.JsonText;
import java.util.Objects;

/** Blocks, receipts and logs as nodes write them. */
final class BlockText {

  private BlockText() {}

  /**
   * @param whole with transactions, not only their hashes
   * @param forged with a state root that the hash does not follow from
   */
  static String block(SimulatedBlock block, boolean whole, boolean forged) {
    JsonText json = JsonText.object();
    header(json, block, forged);
    json.text("size", Hex.of(block.bytes()));
    json.array("uncles").end();
    json.array("transactions");
    for (int i = 0; i < block.executed().size(); i++) {
      if (whole) {
        TransactionText.write(json.object(null), block, i);
        json.end();
      } else {
        json.text(null, block.executed().get(i).hash().toString());
      }
    }
    json.end();
    json.each(
        "withdrawals",
        block.withdrawals(),
        (to, each) ->
            to.object(null)
                .text("index", Hex.of(each.index()))
                .text("validatorIndex", Hex.of(each.validator()))
                .text("address", each.address().toString())
                .text("amount", Hex.of(each.amountGwei()))
                .end());
    return json.toString();
  }

  /** What subscribers of new heads are told. */
  static String head(SimulatedBlock block, boolean forged) {
    JsonText json = JsonText.object();
    header(json, block, forged);
    return json.toString();
  }

  private static void header(JsonText json, SimulatedBlock block, boolean forged) {
    Header header = block.header();
    Additions additions = header.additions();
    Blobs blobs = Objects.requireNonNull(additions.blobs());
    Hash state = forged ? header.mixHash() : header.stateRoot();
    json.text("number", Hex.of(header.number()))
        .text("hash", block.hash().toString())
        .text("parentHash", header.parentHash().toString())
        .text("sha3Uncles", header.unclesHash().toString())
        .text("miner", header.miner().toString())
        .text("stateRoot", state.toString())
        .text("transactionsRoot", header.transactionsRoot().toString())
        .text("receiptsRoot", header.receiptsRoot().toString())
        .text("logsBloom", Hex.of(header.bloom()))
        .text("difficulty", Hex.of(header.difficulty()))
        .text("gasLimit", Hex.of(header.gasLimit()))
        .text("gasUsed", Hex.of(header.gasUsed()))
        .text("timestamp", Hex.of(header.timestamp()))
        .text("extraData", Hex.of(header.extraData()))
        .text("mixHash", header.mixHash().toString())
        .text("nonce", Hex.of(header.nonce()))
        .text("baseFeePerGas", Hex.of(Objects.requireNonNull(additions.baseFee())))
        .text("withdrawalsRoot", String.valueOf(additions.withdrawalsRoot()))
        .text("blobGasUsed", Hex.of(blobs.gasUsed()))
        .text("excessBlobGas", Hex.of(blobs.excessGas()))
        .text("parentBeaconBlockRoot", blobs.parentBeaconRoot().toString())
        .text("requestsHash", String.valueOf(additions.requestsHash()));
  }

  /**
   * @param blobFee wei for a unit of blob gas in this block
   * @param firstLog how many logs the block has before those of this transaction
   */
  static void receipt(
      JsonText json, SimulatedBlock block, int index, String blobFee, int firstLog) {
    Executed executed = block.executed().get(index);
    Receipt receipt = executed.receipt();
    boolean succeeded = receipt.outcome().equals(new Receipt.Outcome.Status(true));
    json.text("type", Hex.of(receipt.type()))
        .text("status", succeeded ? "0x1" : "0x0")
        .text("cumulativeGasUsed", Hex.of(receipt.cumulativeGas()))
        .text("logsBloom", Hex.of(receipt.bloom()))
        .text("transactionHash", executed.hash().toString())
        .text("transactionIndex", Hex.of(index))
        .text("blockHash", block.hash().toString())
        .text("blockNumber", Hex.of(block.number()))
        .text("gasUsed", Hex.of(executed.gasUsed()))
        .text("effectiveGasPrice", Hex.of(executed.gasPrice()))
        .text("from", executed.from().toString())
        .text("to", TransactionText.to(executed.transaction()))
        .raw("contractAddress", "null");
    if (executed.blobGas() > 0) {
      json.text("blobGasUsed", Hex.of(executed.blobGas())).text("blobGasPrice", blobFee);
    }
    json.array("logs");
    for (int i = 0; i < receipt.logs().size(); i++) {
      log(json, block, index, i, firstLog + i);
    }
    json.end();
  }

  static void log(JsonText json, SimulatedBlock block, int index, int inReceipt, int inBlock) {
    Executed executed = block.executed().get(index);
    Log log = executed.receipt().logs().get(inReceipt);
    json.object(null)
        .text("address", log.address().toString())
        .each("topics", log.topics(), (to, topic) -> to.text(null, topic.toString()))
        .text("data", Hex.of(log.data()))
        .text("blockNumber", Hex.of(block.number()))
        .text("blockTimestamp", Hex.of(block.header().timestamp()))
        .text("blockHash", block.hash().toString())
        .text("transactionHash", executed.hash().toString())
        .text("transactionIndex", Hex.of(index))
        .text("logIndex", Hex.of(inBlock))
        .bool("removed", false)
        .end();
  }
}
