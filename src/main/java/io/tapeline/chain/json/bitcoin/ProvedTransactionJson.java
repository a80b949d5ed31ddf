package io.tapeline.chain.json.bitcoin;

import io.tapeline.chain.bitcoin.read.ProvedTransaction;
import io.tapeline.chain.spv.proof.Inclusion;
import io.tapeline.http.Times;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A transaction of Bitcoin with its proof, as it is sent. */
@Schema(
    name = "BitcoinTransaction",
    description = "A transaction, the block that it is in, and what proves that.")
public record ProvedTransactionJson(
    @Schema(examples = "bitcoin") String chain,
    @Schema(
            examples = "0e3e2357e806b6cdb1f70b54c3a3a17b6714ee1f0e68bebb44a74b1efd512098",
            pattern = "^[0-9a-f]{64}$")
        String id,
    @Schema(description = "Its place in the block, from 0.", examples = "0") int index,
    @Schema(description = "Height of the block.", examples = "840000") long number,
    @Schema(
            description = "That block's.",
            examples = "00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048",
            pattern = "^[0-9a-f]{64}$")
        String hash,
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(
            description = "How sure it is that the block stays, by depth.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "safe")
        String finality,
    @Schema(description = "Blocks from that one to the newest, both among them.", examples = "6")
        long confirmations,
    @Schema(
            description =
                "From what it is known that the chain has the block: `work`, it is on the chain"
                    + " whose headers are checked; `quorum`, it is older, and enough nodes say so.",
            enumeration = {"work", "quorum"},
            examples = "work")
        String onChainBy,
    @Schema(description = "What the proof proves, in clauses.") List<String> proved,
    @Schema(description = "What it does not prove.") List<String> notProved,
    @Schema(description = "Null with `proof=false`.", nullable = true)
        @Nullable InclusionProofJson proof) {

  /**
   * @param withProof whether the proof is sent along
   */
  public static ProvedTransactionJson of(
      String chain, ProvedTransaction transaction, boolean withProof) {
    Inclusion inclusion = transaction.inclusion();
    return new ProvedTransactionJson(
        chain,
        inclusion.claim().subject().txid().toString(),
        inclusion.claim().branch().index(),
        transaction.height(),
        inclusion.block().toString(),
        Times.format(inclusion.claim().header().time()),
        transaction.finality().toString(),
        transaction.confirmations(),
        transaction.isByWork() ? "work" : "quorum",
        inclusion.proved(),
        inclusion.notProved(),
        withProof ? InclusionProofJson.of(inclusion.claim()) : null);
  }
}
