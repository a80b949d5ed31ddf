package io.tapeline.chain.json.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.token.SlotReading;
import io.tapeline.chain.read.token.TokenReading;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much there is of a token, as it is sent. */
@Schema(name = "TokenSupply", description = "How much there is of an ERC-20 token.")
public record SupplyJson(
    @Schema(
            description = "In the token's smallest units, decimal; null if nothing is known.",
            examples = "1000000000000",
            nullable = true)
        @Nullable String units,
    @Schema(
            description =
                "The same by the decimals that the contract reports, which are not proved; null if"
                    + " it reports none.",
            examples = "1000000",
            nullable = true)
        @Nullable String amount,
    @Schema(
            description =
                "Whether the slot is proved and the contract does not answer something else.")
        boolean verified,
    @Schema(
            description = "From where it is known that the slot holds the supply, as of balances.",
            enumeration = {"configured", "inferred", "reported"})
        String meaning,
    @Schema(description = "Why it is not verified, in words; null if it is.", nullable = true)
        @Nullable String because,
    @Schema(
            description = "What `totalSupply` answers, as enough nodes say; null if they do not.",
            examples = "1000000000000",
            nullable = true)
        @Nullable String reported,
    @Schema(description = "The slot that holds it; null if none is known.", nullable = true)
        @Nullable String slot,
    @Schema(description = "Null where nothing is proved, and with `proof=false`.", nullable = true)
        @Nullable ProofDocumentJson proof) {

  static SupplyJson of(TokenReading token, boolean proof) {
    SlotReading supply = token.supply();
    Doubt doubt = supply.doubt();
    Hash slot = supply.slot();
    return new SupplyJson(
        text(supply.value()),
        Units.amount(supply.value(), token.facts().decimals()),
        supply.isVerified(),
        supply.meaning().toString(),
        doubt == null ? null : doubt.why(),
        text(supply.reported()),
        slot == null ? null : slot.toString(),
        proof ? ProofDocumentJson.of(token.chain().name(), token.anchor(), supply.claim()) : null);
  }

  private static @Nullable String text(@Nullable BigInteger number) {
    return number == null ? null : number.toString();
  }
}
