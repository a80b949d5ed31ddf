package io.tapeline.catalog.json;

import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A market as it is sent. */
@Schema(name = "Market", description = "An instrument on a venue.")
public record MarketJson(
    @Schema(description = "Venue, then instrument.", examples = "binance:btc-usdt") String id,
    @Schema(description = "The venue's id.", examples = "binance") String venue,
    @Schema(description = "What is traded; perpetual swaps end in -perp.", examples = "btc-usdt")
        String instrument,
    @Schema(description = "The asset bought and sold.", examples = "btc") String base,
    @Schema(description = "The asset that prices are in.", examples = "usdt") String quote,
    @Schema(description = "The venue's own spelling.", examples = "BTCUSDT") String symbol,
    @Schema(
            description = "Smallest price step, quote asset; null where the venue does not say.",
            examples = "0.01",
            nullable = true)
        @Nullable Decimal tickSize,
    @Schema(
            description = "Smallest quantity step, base asset; null where the venue does not say.",
            examples = "0.00001",
            nullable = true)
        @Nullable Decimal lotSize,
    @Schema(
            description = "Whether the venue trades it now.",
            enumeration = {"trading", "halted", "delisted"},
            examples = "trading")
        String status) {

  public static MarketJson of(ListedMarket listed) {
    var market = listed.market();
    var instrument = market.instrument();
    return new MarketJson(
        market.id(),
        market.venue().id(),
        instrument.id(),
        instrument.base().id(),
        instrument.quote().id(),
        listed.symbol(),
        listed.tickSize(),
        listed.lotSize(),
        listed.status().name().toLowerCase(Locale.ROOT));
  }
}
