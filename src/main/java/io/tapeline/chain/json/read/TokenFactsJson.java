package io.tapeline.chain.json.read;

import io.tapeline.chain.read.token.TokenFacts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a token says of itself, as it is sent. */
@Schema(
    name = "TokenFacts",
    description =
        "What the contract says of itself, as enough nodes tell it; none of it is proved.")
public record TokenFactsJson(
    @Schema(description = "Always false.") boolean verified,
    @Schema(examples = "Tether USD", nullable = true) @Nullable String name,
    @Schema(
            description = "Anybody may make a token with any symbol.",
            examples = "USDT",
            nullable = true)
        @Nullable String symbol,
    @Schema(examples = "6", nullable = true) @Nullable Integer decimals) {

  static TokenFactsJson of(TokenFacts facts) {
    return new TokenFactsJson(false, facts.name(), facts.symbol(), facts.decimals());
  }
}
