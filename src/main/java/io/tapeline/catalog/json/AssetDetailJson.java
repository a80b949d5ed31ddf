package io.tapeline.catalog.json;

import io.tapeline.catalog.AssetInfo;
import io.tapeline.market.ListedMarket;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One asset with its markets, as it is sent. */
@Schema(name = "AssetDetail", description = "An asset and the markets where it is the base.")
public record AssetDetailJson(
    @Schema(description = "Our id, lower case.", examples = "btc") String id,
    @Schema(description = "Its name for people.", examples = "Bitcoin") String name,
    @Schema(description = "As it is usually written.", examples = "BTC") String symbol,
    @Schema(
            description = "What stands behind it.",
            enumeration = {"crypto", "stablecoin", "fiat"},
            examples = "crypto")
        String kind,
    @Schema(
            description = "Digits after the point of its smallest unit; null where unknown.",
            examples = "8",
            nullable = true)
        @Nullable Integer decimals,
    @Schema(description = "Where it lives, the native chain first.")
        List<AssetJson.ContractJson> contracts,
    @Schema(description = "The markets where it is the base, by id.") List<MarketJson> markets) {

  public static AssetDetailJson of(AssetInfo info, List<ListedMarket> markets) {
    AssetJson asset = AssetJson.of(info);
    return new AssetDetailJson(
        asset.id(),
        asset.name(),
        asset.symbol(),
        asset.kind(),
        asset.decimals(),
        asset.contracts(),
        markets.stream().map(MarketJson::of).toList());
  }
}
