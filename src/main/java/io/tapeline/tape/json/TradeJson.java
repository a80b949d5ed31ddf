package io.tapeline.tape.json;

import io.tapeline.http.Times;
import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.tape.TapeEvent.Traded;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A trade as it is sent. */
@Schema(name = "Trade", description = "One trade as its venue reports it.")
public record TradeJson(
    @Schema(
            description = "The venue's id, or one derived where it has none.",
            examples = "3735683259")
        String id,
    @Schema(description = "When the venue says it happened.", examples = "2024-08-08T23:54:15.342Z")
        String time,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "61837.63") Decimal price,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Base units.",
            examples = "0.02")
        Decimal quantity,
    @Schema(
            description = "The aggressor's side; null where the venue does not tell.",
            enumeration = {"buy", "sell"},
            nullable = true)
        @Nullable String side,
    @Schema(description = "How many matches this reports as one.", examples = "1") int matches,
    @Schema(
            description =
                "live: as it happened; snapshot: history from before we watched, in no candle;"
                    + " repair: fetched to fill a gap; import: from a file.",
            enumeration = {"live", "snapshot", "repair", "import"})
        String origin,
    @Schema(description = "When we read it.", examples = "2024-08-08T23:54:14.087Z")
        String receivedTime) {

  public static TradeJson of(Traded traded) {
    Trade trade = traded.trade();
    return new TradeJson(
        trade.id().toString(),
        Times.format(trade.eventTimeNanos()),
        trade.price(),
        trade.quantity(),
        trade.side() == Side.UNKNOWN ? null : trade.side().name().toLowerCase(Locale.ROOT),
        trade.matches(),
        traded.origin().name().toLowerCase(Locale.ROOT),
        Times.format(trade.receivedTimeNanos()));
  }
}
