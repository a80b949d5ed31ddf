package io.tapeline.chain.json.read;

import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.transaction.TransactionReading;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A transaction of a chain, as it is sent. */
@Schema(
    name = "ChainTransaction",
    description = "A transaction, the block that it is in, and what became of it.")
public record TransactionViewJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(
            description = "`sandbox` where all of it is simulated, else `live`.",
            enumeration = {"live", "sandbox"},
            examples = "live")
        String feed,
    @Schema(
            examples = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060",
            pattern = "^0x[0-9a-f]{64}$")
        String id,
    @Schema(
            description = "`pending`: in no block yet, as nodes say.",
            enumeration = {"included", "pending"},
            examples = "included")
        String state,
    @Schema(description = "The block that it is in; null while it is pending.", nullable = true)
        @Nullable ReadBlockJson block,
    @Schema(
            description = "Its place in the block, from 0; null while it is pending.",
            examples = "12",
            nullable = true)
        @Nullable Integer index,
    @Schema(
            description =
                "Whether transaction and receipt follow from the hash of a block that enough nodes"
                    + " agree on.")
        boolean verified,
    @Schema(description = "Why it is not verified, in words; null if it is.", nullable = true)
        @Nullable String because,
    @Schema(
            description =
                "Who sent it: whose key made its signature; of a rollup's deposit whom it names. Null"
                    + " where no key makes such a signature.",
            examples = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
            nullable = true)
        @Nullable String from,
    TransactionFieldsJson transaction,
    @Schema(description = "Null while it is pending.", nullable = true)
        @Nullable ReceiptViewJson receipt,
    @Schema(description = "Null where nothing is proved, and with `proof=false`.", nullable = true)
        @Nullable ProofDocumentJson proof) {

  /**
   * @param proof whether the proof is sent along
   */
  public static TransactionViewJson of(TransactionReading reading, boolean proof) {
    return switch (reading) {
      case TransactionReading.Pending pending -> pending(pending);
      case TransactionReading.Included included -> included(included, proof);
    };
  }

  private static TransactionViewJson pending(TransactionReading.Pending reading) {
    return new TransactionViewJson(
        reading.chain().name(),
        reading.chain().kind().feed(),
        reading.id().toString(),
        "pending",
        null,
        null,
        false,
        reading.doubt().why(),
        from(reading),
        TransactionFieldsJson.of(reading.transaction()),
        null,
        null);
  }

  private static @Nullable String from(TransactionReading reading) {
    return reading.sender().map(Address::checksummed).orElse(null);
  }

  private static TransactionViewJson included(TransactionReading.Included reading, boolean proof) {
    Doubt doubt = reading.doubt();
    return new TransactionViewJson(
        reading.chain().name(),
        reading.chain().kind().feed(),
        reading.id().toString(),
        "included",
        ReadBlockJson.of(reading.anchor()),
        reading.index(),
        doubt == null,
        doubt == null ? null : doubt.why(),
        from(reading),
        TransactionFieldsJson.of(reading.transaction()),
        ReceiptViewJson.of(reading),
        proof
            ? ProofDocumentJson.of(reading.chain().name(), reading.anchor(), reading.inclusions())
            : null);
  }
}
