package io.tapeline.index.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapeline.http.Times;
import io.tapeline.index.IndexPrice;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An index price as it is sent. */
@Schema(name = "Price", description = "The index price of an asset, and what it was made of.")
public record PriceJson(
    @Schema(examples = "btc") String asset,
    @Schema(examples = "usd") String quote,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Quote asset per unit.",
            examples = "65083.67")
        Decimal price,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Half-width of the interval around the price.",
            examples = "3.12")
        Decimal confidence,
    @Schema(type = SchemaType.STRING, format = "decimal", description = "Price less confidence.")
        Decimal low,
    @Schema(type = SchemaType.STRING, format = "decimal", description = "Price plus confidence.")
        Decimal high,
    @Schema(
            description = "Event time of the newest trade or quote in it.",
            examples = "2026-08-09T21:05:48.351Z")
        String time,
    @Schema(description = "Too few or too old sources: the last good price, kept.") boolean stale,
    @Schema(description = "A conversion assumes that a stablecoin is worth one dollar.")
        boolean assumesParity,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Price by price 24 hours ago, less one; null until that is known.",
            examples = "0.0125",
            nullable = true)
        @JsonProperty("change_24h")
        @Nullable Decimal change24h,
    @Schema(
            description = "Units traded in 24 hours on the index's markets; null until known.",
            examples = "2867.5",
            nullable = true)
        @JsonProperty("volume_24h")
        @Nullable BigDecimal volume24h,
    @Schema(
            description = "How it was made; see docs/concepts/index-price.md.",
            examples = "tapeline-index/1")
        String methodology,
    @Schema(
            description = "What kind of data this is.",
            enumeration = {"live", "replay", "sandbox"})
        String feed,
    @Schema(
            description =
                "Every market of the asset, in or left out, by market id; then pools, likewise.")
        List<SourceJson> sources) {

  public static PriceJson of(PriceBoard.Entry entry, String feed) {
    IndexPrice price = entry.price();
    BigDecimal middle = price.price().toBigDecimal();
    BigDecimal half = price.confidence().toBigDecimal();
    return new PriceJson(
        price.instrument().base().id(),
        price.instrument().quote().id(),
        price.price(),
        price.confidence(),
        Decimal.rounded(middle.subtract(half)),
        Decimal.rounded(middle.add(half)),
        Times.format(price.eventTimeNanos()),
        price.stale(),
        price.parity(),
        entry.change24h(),
        entry.volume24h(),
        IndexPrice.METHODOLOGY,
        feed,
        price.constituents().stream().map(SourceJson::of).toList());
  }
}
