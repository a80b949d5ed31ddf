package io.tapeline.chain.json.contract;

import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.TokenTransfer;
import io.tapeline.chain.token.app.KeptTransfer;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A transfer of a token, as it is sent. */
@Schema(name = "TokenTransfer", description = "A transfer of a token, and the block it is in.")
public record TransferJson(
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(description = "Number of the block.", examples = "23456789") long block,
    @Schema(
            description = "That block's.",
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6")
        String hash,
    @Schema(
            description = "How sure it was that the block stays.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "finalized",
            nullable = true)
        @Nullable String finality,
    @Schema(description = "Blocks from that one on, itself among them.", examples = "64")
        long confirmations,
    @Schema(
            description = "Hash of the transaction.",
            examples = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060")
        String transaction,
    @Schema(description = "Among the logs of the block, from 0 on.", examples = "17") int log,
    @Schema(description = "As the configuration names it.", examples = "usdc") String token,
    @Schema(examples = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48") String contract,
    @Schema(
            description = "Who sent; zeros where tokens were made.",
            examples = "0x28c6c06298d514db089934071355e5743bf21d60")
        String from,
    @Schema(
            description = "Who got them; zeros where they were destroyed.",
            examples = "0x21a31ee1afc51d94c2efccaa2092ad1028285549")
        String to,
    @Schema(
            description = "In whole tokens; null as long as the token's decimals are not known.",
            examples = "2500000.5",
            nullable = true)
        @Nullable BigDecimal amount,
    @Schema(description = "The same in the token's smallest units.", examples = "2500000500000")
        BigDecimal units) {

  public static TransferJson of(KeptTransfer kept, Token token, @Nullable Standing standing) {
    long number = kept.block().number();
    TokenTransfer transfer = kept.transfer();
    return new TransferJson(
        Times.format(kept.block().time()),
        number,
        kept.block().hash().toString(),
        standing == null ? null : standing.of(number).toString(),
        standing == null ? 0 : standing.confirmations(number),
        transfer.transaction().toString(),
        transfer.log(),
        token.symbol(),
        transfer.contract().toString(),
        transfer.from().toString(),
        transfer.to().toString(),
        token.amount(transfer.units()),
        new BigDecimal(transfer.units()));
  }
}
