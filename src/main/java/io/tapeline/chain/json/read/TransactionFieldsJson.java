package io.tapeline.chain.json.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.block.Transaction.Access;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.Fees;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a transaction says, as it is sent. Numbers of wei and gas are decimal. */
@Schema(
    name = "TransactionFields",
    description = "What the transaction says; it follows from its id. Wei and gas are decimal.")
public record TransactionFieldsJson(
    @Schema(
            description =
                "0 legacy, 1 with access list, 2 with dynamic fee, 3 with blobs, 4 sets code, 126 a"
                    + " rollup's deposit from the chain below.",
            examples = "2")
        int type,
    @Schema(description = "Null of deposits, which have none.", examples = "7", nullable = true)
        @Nullable String nonce,
    @Schema(description = "Null where a contract is made.", nullable = true) @Nullable String to,
    @Schema(description = "In wei.", examples = "1000000000000000000") String value,
    @Schema(description = "The same in ether.", examples = "1") String valueEther,
    @Schema(description = "Gas that it may take.", examples = "21000") String gasLimit,
    @Schema(
            description = "Wei for a unit of gas; null from type 2 on and of deposits.",
            nullable = true)
        @Nullable String gasPrice,
    @Schema(description = "Wei for a unit of gas at most; null before type 2.", nullable = true)
        @Nullable String maxFeePerGas,
    @Schema(description = "Wei of it for the proposer; null before type 2.", nullable = true)
        @Nullable String maxPriorityFeePerGas,
    @Schema(
            description = "Wei for a unit of blob gas at most; null but of type 3.",
            nullable = true)
        @Nullable String maxFeePerBlobGas,
    @Schema(description = "Hashes of its blobs; the blobs themselves are in no block.")
        List<String> blobHashes,
    @Schema(description = "Addresses and slots that it names beforehand.") int accessListEntries,
    @Schema(description = "Accounts that let code act for them (EIP-7702).") int authorizations,
    @Schema(description = "What the contract is told, or code that makes one.", examples = "0x")
        String input) {

  /** What differs by type. */
  private record Rest(
      @Nullable BigInteger gasPrice,
      @Nullable Fees fees,
      @Nullable BigInteger maxBlobFee,
      List<Hash> blobs,
      List<Access> accesses,
      int authorizations) {}

  static TransactionFieldsJson of(Transaction transaction) {
    Rest rest = rest(transaction);
    Call call = transaction.call();
    Address to = call.to();
    Fees fees = rest.fees;
    return new TransactionFieldsJson(
        transaction.type(),
        transaction instanceof Transaction.Deposit ? null : call.nonce().toString(),
        to == null ? null : to.checksummed(),
        call.value().toString(),
        Units.ether(call.value()),
        call.gas().toString(),
        text(rest.gasPrice),
        fees == null ? null : fees.max().toString(),
        fees == null ? null : fees.maxPriority().toString(),
        text(rest.maxBlobFee),
        rest.blobs.stream().map(Hash::toString).toList(),
        rest.accesses.size(),
        rest.authorizations,
        "0x" + HexFormat.of().formatHex(call.input()));
  }

  private static @Nullable String text(@Nullable BigInteger number) {
    return number == null ? null : number.toString();
  }

  private static Rest rest(Transaction transaction) {
    return switch (transaction) {
      case Transaction.Legacy legacy ->
          new Rest(legacy.gasPrice(), null, null, List.of(), List.of(), 0);
      case Transaction.WithAccessList listed ->
          new Rest(listed.gasPrice(), null, null, List.of(), listed.accesses(), 0);
      case Transaction.DynamicFee dynamic -> of(dynamic, null, List.of(), 0);
      case Transaction.WithBlobs blobs ->
          of(blobs.fields(), blobs.maxBlobFee(), blobs.blobHashes(), 0);
      case Transaction.SetCode code ->
          of(code.fields(), null, List.of(), code.authorizations().size());
      case Transaction.Deposit _ -> new Rest(null, null, null, List.of(), List.of(), 0);
    };
  }

  private static Rest of(
      Transaction.DynamicFee fields,
      @Nullable BigInteger maxBlobFee,
      List<Hash> blobs,
      int authorizations) {
    return new Rest(null, fields.fees(), maxBlobFee, blobs, fields.accesses(), authorizations);
  }
}
