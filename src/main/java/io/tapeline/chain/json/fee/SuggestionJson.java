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
        @Nullable Integer expectedBlocks) {

  private static final int WEI_DIGITS = 9;

  static SuggestionJson of(Suggestion suggestion, FeeUnit unit) {
    return new SuggestionJson(
        suggestion.speed().toString(),
        suggestion.max(),
        suggestion.priority(),
        wei(suggestion.max(), unit),
        wei(suggestion.priority(), unit),
        suggestion.expectedBlocks());
  }

  private static @Nullable BigDecimal wei(@Nullable BigDecimal fee, FeeUnit unit) {
    return fee == null || unit != FeeUnit.GWEI ? null : fee.movePointRight(WEI_DIGITS);
  }
}
