package io.tapeline.chain.json.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.account.AccountReading;
import io.tapeline.chain.read.token.SlotReading;
import io.tapeline.chain.read.token.TokenFacts;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much of a token an account has, as it is sent. */
@Schema(name = "TokenBalance", description = "How much of an ERC-20 token the account has.")
public record TokenBalanceJson(
    @Schema(examples = "0xdAC17F958D2ee523a2206206994597C13D831ec7") String contract,
    @Schema(
            description = "In the token's smallest units, decimal; null if nothing is known.",
            examples = "2500000",
            nullable = true)
        @Nullable String balance,
    @Schema(
            description =
                "The same by the decimals that the contract reports, which are not proved; null if"
                    + " it reports none.",
            examples = "2.5",
            nullable = true)
        @Nullable String amount,
    @Schema(description = "As the contract reports it; not proved.", nullable = true)
        @Nullable String symbol,
    @Schema(description = "As the contract reports them; not proved.", nullable = true)
        @Nullable Integer decimals,
    @Schema(
            description =
                "Whether the slot is proved and the contract does not answer something else. What"
                    + " it takes to believe that the slot is the balance, `meaning` says.")
        boolean verified,
    @Schema(
            description =
                "From where it is known that the slot holds the balance. `configured`: the"
                    + " service's configuration says so. `inferred`: it held what `balanceOf`"
                    + " answered, as the only one of the usual slots. `reported`: no slot is known,"
                    + " and it is what nodes say that `balanceOf` answers.",
            enumeration = {"configured", "inferred", "reported"})
        String meaning,
    @Schema(description = "Why it is not verified, in words; null if it is.", nullable = true)
        @Nullable String because,
    @Schema(
            description = "What `balanceOf` answers, as enough nodes say; null if they do not.",
            examples = "2500000",
            nullable = true)
        @Nullable String reported,
    @Schema(description = "The slot that holds it; null if none is known.", nullable = true)
        @Nullable String slot,
    @Schema(description = "Null where nothing is proved, and with `proof=false`.", nullable = true)
        @Nullable ProofDocumentJson proof) {

  static TokenBalanceJson of(
      String chain, Anchor anchor, Address contract, AccountReading.Token token, boolean proof) {
    SlotReading balance = token.balance();
    TokenFacts facts = token.facts();
    Doubt doubt = balance.doubt();
    Hash slot = balance.slot();
    return new TokenBalanceJson(
        contract.checksummed(),
        text(balance.value()),
        Units.amount(balance.value(), facts.decimals()),
        facts.symbol(),
        facts.decimals(),
        balance.isVerified(),
        balance.meaning().toString(),
        doubt == null ? null : doubt.why(),
        text(balance.reported()),
        slot == null ? null : slot.toString(),
        proof ? ProofDocumentJson.of(chain, anchor, balance.claim()) : null);
  }

  private static @Nullable String text(@Nullable BigInteger number) {
    return number == null ? null : number.toString();
  }
}
