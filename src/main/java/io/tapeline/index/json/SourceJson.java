package io.tapeline.index.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tapeline.http.Times;
import io.tapeline.index.Constituent;
import io.tapeline.market.Decimal;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A source's part in an index price, as it is sent. */
@Schema(
    name = "PriceSource",
    description =
        "One market's part in an index price, or, where that is switched on, one pool's: then it"
            + " has `pool`.",
    requiredProperties = {
      "market",
      "venue",
      "value",
      "basis",
      "rate",
      "rate_source",
      "price",
      "weight",
      "time",
      "excluded"
    })
public record SourceJson(
    @Schema(
            description = "A market's id; of a pool `ethereum/weth-usdc:eth-usdc`.",
            examples = "coinbase:btc-usd")
        String market,
    @Schema(
            description = "A venue's id; of a pool its chain and its name, `ethereum/weth-usdc`.",
            examples = "coinbase")
        String venue,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "What the market says, in its own quote asset.",
            examples = "65083.67",
            nullable = true)
        @Nullable Decimal value,
    @Schema(
            description =
                "Volume-weighted price of the window, or mid quote if nothing traded; of a pool the"
                    + " median behind its newest blocks.",
            enumeration = {"vwap", "mid", "block_median"},
            nullable = true)
        @Nullable String basis,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "US dollars per unit of the market's quote asset.",
            examples = "0.9992",
            nullable = true)
        @Nullable Decimal rate,
    @Schema(
            description = "Where the rate comes from.",
            enumeration = {"same_asset", "index", "venue_reference", "parity", "none"})
        String rateSource,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Value times rate.",
            examples = "65083.67",
            nullable = true)
        @Nullable Decimal price,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Share of the index, 0 to 1.",
            examples = "0.412345")
        Decimal weight,
    @Schema(
            description =
                "Event time of the market's newest trade or quote; of a pool that of the newest"
                    + " block.",
            nullable = true,
            examples = "2026-08-09T21:05:48.351Z")
        @Nullable String time,
    @Schema(
            description = "Why it is left out; null if it is in.",
            enumeration = {
              "stale",
              "disconnected",
              "outlier",
              "no_rate",
              "no_price",
              "not_eligible",
              "shallow",
              "unconfirmed"
            },
            nullable = true)
        @Nullable String excluded,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SourcePoolJson pool) {

  static SourceJson of(Constituent source) {
    return new SourceJson(
        source.source().id(),
        source.source().venue(),
        source.value(),
        lower(source.basis()),
        source.rate(),
        source.rateSource().name().toLowerCase(Locale.ROOT),
        source.price(),
        source.weight(),
        source.timeNanos() == 0 ? null : Times.format(source.timeNanos()),
        lower(source.excluded()),
        SourcePoolJson.of(source.source()));
  }

  private static @Nullable String lower(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }
}
