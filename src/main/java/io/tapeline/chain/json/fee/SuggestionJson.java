package io.tapeline.chain.json.fee;

import io.tapeline.chain.fee.FeeUnit;
import io.tapeline.chain.fee.Suggestion;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to offer, as it is sent. */
@Schema(name = "FeeSuggestion", description = "What to offer to be in a block.")
public record SuggestionJson(
    @Schema(
            enumeration = {"slow", "normal", "fast"},
            examples = "normal")
        String speed,
    @Schema(
            description =
                "The most to pay. On chains with a base fee it holds for 1, 3 or 6 full blocks in a"
                    + " row, by speed.",
            examples = "2.5")
        BigDecimal maxFee,
    @Schema(
            description =
                "What of it goes to whoever makes the block; null where fees are of one kind.",
            examples = "0.05",
            nullable = true)
        @Nullable BigDecimal priorityFee,
    @Schema(
            description = "`max_fee` in wei, as transactions have it; null where there is no wei.",
            examples = "2500000000",
            nullable = true)
        @Nullable BigDecimal maxFeeWei,
    @Schema(description = "`priority_fee` likewise.", examples = "50000000", nullable = true)
        @Nullable BigDecimal priorityFeeWei,
    @Schema(
            description =
                "So many blocks it may take, as far as the last ones tell: 1 for the next; null if"
                    + " none took as little.",
            examples = "1",
            nullable = true)
        @Nullable Integer expectedBlocks,
    @Schema(description = "What it was made from; null on chains like Ethereum.", nullable = true)
        @Nullable SourcesJson sources) {

  /** Where it comes from. */
  @Schema(
      name = "FeeSources",
      description =
          "What each source alone asks for, satoshi per virtual byte; null where it says nothing.")
  public record SourcesJson(
      @Schema(
              description =
                  "What waits in mempools, of several nodes the middle: the rate above which there"
                      + " is as much as the blocks have room for.",
              examples = "12.5",
              nullable = true)
          @Nullable BigDecimal mempool,
      @Schema(
              description = "What it took to get into the last twelve blocks.",
              examples = "8.25",
              nullable = true)
          @Nullable BigDecimal blocks,
      @Schema(
              description = "The middle of nodes' own estimates; counts where no mempool is told.",
              examples = "10.1",
              nullable = true)
          @Nullable BigDecimal nodes) {}

  private static final int WEI_DIGITS = 9;

  static SuggestionJson of(Suggestion suggestion, FeeUnit unit) {
    return new SuggestionJson(
        suggestion.speed().toString(),
        suggestion.max(),
        suggestion.priority(),
        wei(suggestion.max(), unit),
        wei(suggestion.priority(), unit),
        suggestion.expectedBlocks(),
        sources(suggestion.sources()));
  }

  private static @Nullable SourcesJson sources(Suggestion.@Nullable Sources sources) {
    return sources == null
        ? null
        : new SourcesJson(sources.mempool(), sources.blocks(), sources.nodes());
  }

  private static @Nullable BigDecimal wei(@Nullable BigDecimal fee, FeeUnit unit) {
    return fee == null || unit != FeeUnit.GWEI ? null : fee.movePointRight(WEI_DIGITS);
  }
}
