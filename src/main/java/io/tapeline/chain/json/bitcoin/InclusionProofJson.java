package io.tapeline.chain.json.bitcoin;

import io.tapeline.chain.json.BitcoinProofJson;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.proof.InclusionClaim;
import io.tapeline.chain.spv.proof.Subject;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A proof within an answer, field by field as {@link BitcoinProofJson} reads it. */
@Schema(
    name = "BitcoinProof",
    description =
        "What proves it: a document that `./tapeline verify` takes as it is, by itself. Hashes are"
            + " as Bitcoin shows them, bytes as they are sent, both in hexadecimal.")
public record InclusionProofJson(
    @Schema(enumeration = "tapeline.bitcoin-proof/1", examples = "tapeline.bitcoin-proof/1")
        String format,
    @Schema(examples = "mainnet") String network,
    Block block,
    Included transaction,
    @Schema(description = "The headers on it, in their order, 80 bytes each.")
        List<String> following) {

  /** The block that it is in. */
  @Schema(name = "BitcoinProofBlock", description = "The block, by its header.")
  public record Block(
      @Schema(examples = "00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048")
          String hash,
      @Schema(description = "80 bytes.", examples = "01000000") String header) {}

  /** The transaction in the block's tree. */
  @Schema(
      name = "BitcoinProofTransaction",
      description = "The transaction, and the way from it to the root in the header.")
  public record Included(
      @Schema(examples = "0e3e2357e806b6cdb1f70b54c3a3a17b6714ee1f0e68bebb44a74b1efd512098")
          String id,
      @Schema(description = "Its place in the block.", examples = "0") int index,
      @Schema(
              description =
                  "The whole transaction without witnesses; null where its 64 bytes could be those"
                      + " of an inner node.",
              nullable = true)
          @Nullable String encoded,
      @Schema(description = "What stands beside it on each level, from below.")
          List<String> branch) {}

  static InclusionProofJson of(InclusionClaim claim) {
    return new InclusionProofJson(
        BitcoinProofJson.FORMAT,
        claim.network().name(),
        new Block(claim.header().hash().toString(), hex(claim.header().toBytes())),
        subject(claim),
        claim.following().stream().map(BlockHeader::toBytes).map(InclusionProofJson::hex).toList());
  }

  private static Included subject(InclusionClaim claim) {
    return new Included(
        claim.subject().txid().toString(),
        claim.branch().index(),
        switch (claim.subject()) {
          case Subject.Whole(var whole) -> hex(whole.strippedBytes());
          case Subject.IdOnly _ -> null;
        },
        claim.branch().siblings().stream().map(Hash256::toString).toList());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
