package io.tapeline.chain.read.token;

import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, as nodes tell it; nothing of it is proved, and any of it may be null
 * if it says nothing.
 *
 * @param decimals a unit has so many digits behind the point, 0 to 255
 */
public record TokenFacts(
    @Nullable String name, @Nullable String symbol, @Nullable Integer decimals) {

  public static final TokenFacts UNKNOWN = new TokenFacts(null, null, null);
}
