package io.tapeline.sandbox.chain.rpc;

import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.block.Transaction.Access;
import io.tapeline.chain.block.Transaction.Authorization;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.DynamicFee;
import io.tapeline.chain.block.Transaction.Legacy;
import io.tapeline.chain.block.Transaction.SetCode;
import io.tapeline.chain.block.Transaction.WithAccessList;
import io.tapeline.chain.block.Transaction.WithBlobs;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.tapeline.sandbox.chain.activity.Executed;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.wire.JsonText;
import java.math.BigInteger;
import java.util.List;

/** Transactions as nodes write them. */
final class TransactionText {

  private TransactionText() {}

  static void write(JsonText json, SimulatedBlock block, int index) {
    Executed executed = block.executed().get(index);
    Transaction.Signed transaction = executed.transaction();
    json.text("blockHash", block.hash().toString())
        .text("blockNumber", Hex.of(block.number()))
        .text("transactionIndex", Hex.of(index))
        .text("hash", executed.hash().toString())
        .text("from", executed.from().toString())
        .text("type", Hex.of(transaction.type()));
    call(json, transaction.call());
    switch (transaction) {
      case Legacy legacy -> {
        json.text("chainId", Hex.of(ChainTerms.ID)).text("gasPrice", Hex.of(legacy.gasPrice()));
      }
      case WithAccessList listed -> {
        json.text("gasPrice", Hex.of(listed.gasPrice()));
        accesses(json, listed.chainId(), listed.accesses());
      }
      case DynamicFee dynamic -> dynamic(json, dynamic, executed);
      case WithBlobs blobs -> {
        dynamic(json, blobs.fields(), executed);
        json.text("maxFeePerBlobGas", Hex.of(blobs.maxBlobFee()))
            .each(
                "blobVersionedHashes",
                blobs.blobHashes(),
                (to, hash) -> to.text(null, hash.toString()));
      }
      case SetCode code -> {
        dynamic(json, code.fields(), executed);
        json.each("authorizationList", code.authorizations(), TransactionText::authorization);
      }
    }
    json.text("v", Hex.of(transaction.signature().v()))
        .text("r", Hex.of(transaction.signature().r()))
        .text("s", Hex.of(transaction.signature().s()));
    if (transaction.type() != 0) {
      json.text("yParity", Hex.of(transaction.signature().v()));
    }
  }

  static String to(Transaction transaction) {
    return String.valueOf(transaction.call().to());
  }

  private static void call(JsonText json, Call call) {
    json.text("nonce", Hex.of(call.nonce()))
        .text("gas", Hex.of(call.gas()))
        .text("to", String.valueOf(call.to()))
        .text("value", Hex.of(call.value()))
        .text("input", Hex.of(call.input()));
  }

  private static void dynamic(JsonText json, DynamicFee dynamic, Executed executed) {
    json.text("gasPrice", Hex.of(executed.gasPrice()))
        .text("maxFeePerGas", Hex.of(dynamic.fees().max()))
        .text("maxPriorityFeePerGas", Hex.of(dynamic.fees().maxPriority()));
    accesses(json, dynamic.chainId(), dynamic.accesses());
  }

  private static void accesses(JsonText json, BigInteger chainId, List<Access> accesses) {
    json.text("chainId", Hex.of(chainId))
        .each(
            "accessList",
            accesses,
            (to, access) ->
                to.object(null)
                    .text("address", access.address().toString())
                    .each(
                        "storageKeys",
                        access.slots(),
                        (slots, slot) -> slots.text(null, slot.toString()))
                    .end());
  }

  private static void authorization(JsonText json, Authorization authorization) {
    json.object(null)
        .text("chainId", Hex.of(authorization.chainId()))
        .text("address", authorization.address().toString())
        .text("nonce", Hex.of(authorization.nonce()))
        .text("yParity", Hex.of(authorization.signature().v()))
        .text("r", Hex.of(authorization.signature().r()))
        .text("s", Hex.of(authorization.signature().s()))
        .end();
  }
}
