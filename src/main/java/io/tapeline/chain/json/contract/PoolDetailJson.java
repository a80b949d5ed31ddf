package io.tapeline.chain.json.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.app.Turnover;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A pool and what happened to it, as it is sent. */
@Schema(name = "PoolDetail", description = "A pool, its price, and what was swapped.")
public record PoolDetailJson(
    PoolJson now,
    @Schema(
            description = "Swaps of the 24 hours before the newest block that is stored.",
            examples = "412")
        @JsonProperty("swaps_24h")
        long swaps24h,
    @Schema(
            description = "What was swapped then, in the base, in and out.",
            examples = "1520.5",
            nullable = true)
        @JsonProperty("base_volume_24h")
        @Nullable BigDecimal baseVolume24h,
    @Schema(description = "The same in the quote.", examples = "4561500", nullable = true)
        @JsonProperty("quote_volume_24h")
        @Nullable BigDecimal quoteVolume24h,
    @Schema(description = "Whether all of these 24 hours are stored.") @JsonProperty("complete_24h")
        boolean complete24h,
    @Schema(description = "The last swaps, newest first.") List<SwapJson> swaps) {

  public static PoolDetailJson of(Pool pool, PoolJson now, Turnover day, List<SwapJson> swaps) {
    boolean isBaseFirst = pool.isBaseFirst();
    return new PoolDetailJson(
        now,
        day.swaps(),
        pool.base().amount(isBaseFirst ? day.first() : day.second()),
        pool.quote().amount(isBaseFirst ? day.second() : day.first()),
        day.isWhole(),
        swaps);
  }
}
