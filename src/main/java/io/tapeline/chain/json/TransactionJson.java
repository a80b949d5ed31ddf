package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.UnknownTypeException;
import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.block.Transaction.Access;
import io.tapeline.chain.block.Transaction.Authorization;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.Deposit;
import io.tapeline.chain.block.Transaction.DynamicFee;
import io.tapeline.chain.block.Transaction.Fees;
import io.tapeline.chain.block.Transaction.Legacy;
import io.tapeline.chain.block.Transaction.SetCode;
import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.block.Transaction.WithAccessList;
import io.tapeline.chain.block.Transaction.WithBlobs;
import java.math.BigInteger;
import java.util.List;

/** Transactions, as {@code eth_getTransactionByHash} and whole blocks have them. */
public final class TransactionJson {

  private TransactionJson() {}

  /**
   * @throws RefusedException if anything is missing, the type is not known, or the hash does not
   *     follow from the rest
   */
  public static Transaction read(JsonNode json) {
    Fields fields = new Fields(json);
    Hash hash = fields.hash("hash");
    Transaction transaction;
    try {
      transaction = transaction(fields);
    } catch (RefusedException e) {
      throw e.in("transaction " + hash);
    }
    if (!transaction.hash().equals(hash)) {
      throw new RefusedException(
          "transaction %s: what it says has the hash %s".formatted(hash, transaction.hash()));
    }
    return transaction;
  }

  private static Transaction transaction(Fields fields) {
    long type = fields.has("type") ? fields.longNumber("type") : 0;
    if (type == 0) {
      return new Legacy(call(fields), fields.number("gasPrice"), signature(fields, "v"));
    }
    if (type == 1) {
      return new WithAccessList(
          fields.number("chainId"),
          call(fields),
          fields.number("gasPrice"),
          accesses(fields),
          signature(fields, parity(fields)));
    }
    if (type == 2) {
      return dynamicFee(fields);
    }
    if (type == 3) {
      return new WithBlobs(
          dynamicFee(fields),
          fields.number("maxFeePerBlobGas"),
          fields.hashes("blobVersionedHashes"));
    }
    if (type == 4) {
      return new SetCode(dynamicFee(fields), authorizations(fields));
    }
    if (type == Deposit.TYPE) {
      return deposit(fields);
    }
    throw UnknownTypeException.of("it", type);
  }

  /** Nodes leave out what is zero or false, and tell a nonce that is in the receipt. */
  private static Deposit deposit(Fields fields) {
    return new Deposit(
        fields.hash("sourceHash"),
        fields.address("from"),
        fields.has("mint") ? fields.number("mint") : BigInteger.ZERO,
        fields.object().path("isSystemTx").asBoolean(false),
        call(fields, BigInteger.ZERO));
  }

  private static DynamicFee dynamicFee(Fields fields) {
    return new DynamicFee(
        fields.number("chainId"),
        call(fields),
        new Fees(fields.number("maxPriorityFeePerGas"), fields.number("maxFeePerGas")),
        accesses(fields),
        signature(fields, parity(fields)));
  }

  private static Call call(Fields fields) {
    return call(fields, fields.number("nonce"));
  }

  private static Call call(Fields fields, BigInteger nonce) {
    return new Call(
        nonce,
        fields.number("gas"),
        fields.has("to") ? fields.address("to") : null,
        fields.number("value"),
        fields.bytes("input"));
  }

  /** Older nodes have the parity as {@code v} only. */
  private static String parity(Fields fields) {
    return fields.has("yParity") ? "yParity" : "v";
  }

  private static Signature signature(Fields fields, String v) {
    return new Signature(fields.number(v), fields.number("r"), fields.number("s"));
  }

  private static List<Access> accesses(Fields fields) {
    return fields.objects(
        "accessList", each -> new Access(each.address("address"), each.hashes("storageKeys")));
  }

  private static List<Authorization> authorizations(Fields fields) {
    return fields.objects(
        "authorizationList",
        each ->
            new Authorization(
                each.number("chainId"),
                each.address("address"),
                each.number("nonce"),
                signature(each, parity(each))));
  }
}
