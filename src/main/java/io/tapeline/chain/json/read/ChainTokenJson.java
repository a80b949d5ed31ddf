package io.tapeline.chain.json.read;

import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.state.AccountState;
import io.tapeline.chain.read.token.TokenReading;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token of a chain, as it is sent. */
@Schema(name = "ChainToken", description = "An ERC-20 token at a block.")
public record ChainTokenJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(
            description = "`sandbox` where all of it is simulated, else `live`.",
            enumeration = {"live", "sandbox"},
            examples = "live")
        String feed,
    @Schema(examples = "0xdAC17F958D2ee523a2206206994597C13D831ec7") String contract,
    ReadBlockJson block,
    @Schema(
            description =
                "Whether code hash and kind follow from the hash of a block that enough nodes agree"
                    + " on. The supply says it for itself; `facts` are not proved.")
        boolean verified,
    @Schema(description = "Why it is not verified, in words; null if it is.", nullable = true)
        @Nullable String because,
    @Schema(
            description = "As of accounts; what is no `contract` is no token.",
            enumeration = {"absent", "account", "contract", "delegated", "unread"},
            examples = "contract")
        String kind,
    @Schema(
            description = "Keccak-256 of its code.",
            examples = "0xb44fb4e949d0f78f87f79ee46428f23a2a5713ce6fc6e0beb3dda78c2ac1ea55")
        String codeHash,
    SupplyJson supply,
    TokenFactsJson facts,
    @Schema(description = "Null where nothing is proved, and with `proof=false`.", nullable = true)
        @Nullable ProofDocumentJson proof) {

  /**
   * @param proof whether proofs are sent along
   */
  public static ChainTokenJson of(TokenReading token, boolean proof) {
    AccountState state = token.state();
    Doubt doubt = state.doubt();
    return new ChainTokenJson(
        token.chain().name(),
        token.chain().kind().feed(),
        token.contract().checksummed(),
        ReadBlockJson.of(token.anchor()),
        doubt == null,
        doubt == null ? null : doubt.why(),
        state.code().kind().toString(),
        state.codeHash().toString(),
        SupplyJson.of(token, proof),
        TokenFactsJson.of(token.facts()),
        proof ? ProofDocumentJson.of(token.chain().name(), token.anchor(), state.claim()) : null);
  }
}
