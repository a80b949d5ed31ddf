package io.tapeline.chain.json.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.account.AccountQuestion;
import io.tapeline.chain.read.account.AccountReading;
import io.tapeline.chain.read.state.AccountState;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account of a chain, as it is sent. */
@Schema(
    name = "ChainAccount",
    description = "An account at a block, with its storage and balances of tokens.")
public record AccountStateJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(
            description = "`sandbox` where all of it is simulated, else `live`.",
            enumeration = {"live", "sandbox"},
            examples = "live")
        String feed,
    @Schema(examples = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045") String address,
    ReadBlockJson block,
    @Schema(
            description =
                "Whether nonce, balance, code hash, storage root and storage follow from the hash"
                    + " of a block that enough nodes agree on. Tokens say it each for itself.")
        boolean verified,
    @Schema(description = "Why it is not verified, in words; null if it is.", nullable = true)
        @Nullable String because,
    @Schema(
            description =
                "By its code. `absent`: not in the state; `delegated`: an account for which other"
                    + " code acts as well (EIP-7702); `unread`: it has code that nobody gave.",
            enumeration = {"absent", "account", "contract", "delegated", "unread"},
            examples = "contract")
        String kind,
    @Schema(description = "Whose code acts for it; null where none does.", nullable = true)
        @Nullable String delegate,
    @Schema(
            description = "How many transactions it sent, or contracts it made; decimal.",
            examples = "1042")
        String nonce,
    @Schema(description = "In wei, decimal.", examples = "1500000000000000000") String balance,
    @Schema(description = "The same in ether.", examples = "1.5") String balanceEther,
    @Schema(
            description = "Keccak-256 of its code.",
            examples = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
        String codeHash,
    @Schema(description = "Root of its storage; null if it is not proved.", nullable = true)
        @Nullable String storageRoot,
    @Schema(description = "The slots that were asked for, in their order.") List<SlotJson> storage,
    @Schema(description = "The tokens that were asked for, in their order.")
        List<TokenBalanceJson> tokens,
    @Schema(description = "Null where nothing is proved, and with `proof=false`.", nullable = true)
        @Nullable ProofDocumentJson proof) {

  /**
   * @param proof whether proofs are sent along
   */
  public static AccountStateJson of(AccountReading reading, boolean proof) {
    AccountQuestion question = reading.question();
    AccountState state = reading.state();
    Address delegate = state.code().delegate();
    Hash storageRoot = state.storageRoot();
    Doubt doubt = state.doubt();
    return new AccountStateJson(
        reading.chain().name(),
        reading.chain().kind().feed(),
        question.address().checksummed(),
        ReadBlockJson.of(reading.anchor()),
        doubt == null,
        doubt == null ? null : doubt.why(),
        state.code().kind().toString(),
        delegate == null ? null : delegate.checksummed(),
        state.nonce().toString(),
        state.balance().toString(),
        Units.ether(state.balance()),
        state.codeHash().toString(),
        storageRoot == null ? null : storageRoot.toString(),
        IntStream.range(0, question.slots().size())
            .mapToObj(i -> SlotJson.of(question.slots().get(i), state.values().get(i)))
            .toList(),
        IntStream.range(0, question.tokens().size())
            .mapToObj(
                i ->
                    TokenBalanceJson.of(
                        reading.chain().name(),
                        reading.anchor(),
                        question.tokens().get(i),
                        reading.tokens().get(i),
                        proof))
            .toList(),
        proof
            ? ProofDocumentJson.of(reading.chain().name(), reading.anchor(), state.claim())
            : null);
  }
}
