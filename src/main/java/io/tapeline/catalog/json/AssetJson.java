package io.tapeline.catalog.json;

import io.tapeline.catalog.AssetInfo;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An asset as it is sent. */
@Schema(name = "Asset", description = "Something that is traded or paid with.")
public record AssetJson(
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
    @Schema(description = "Where it lives, the native chain first.") List<ContractJson> contracts) {

  /** One chain that carries the asset. */
  @Schema(name = "ChainContract", description = "One chain that carries an asset.")
  public record ContractJson(
      @Schema(description = "The chain's id.", examples = "solana") String chain,
      @Schema(
              description = "The contract or mint; null for a chain's own asset.",
              examples = "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB",
              nullable = true)
          @Nullable String address) {}

  public static AssetJson of(AssetInfo info) {
    return new AssetJson(
        info.asset().id(),
        info.name(),
        info.symbol(),
        info.kind().name().toLowerCase(Locale.ROOT),
        info.decimals(),
        contracts(info));
  }

  private static List<ContractJson> contracts(AssetInfo info) {
    return info.contracts().stream()
        .map(contract -> new ContractJson(contract.chain(), contract.address()))
        .toList();
  }
}
