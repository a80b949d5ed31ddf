package io.tapeline.index.json;

import io.tapeline.http.Times;
import io.tapeline.index.app.PriceBoard.MarketBoard;
import io.tapeline.market.Decimal;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one market says, as it is sent. */
@Schema(name = "Quote", description = "A market's last trade, best bid and best ask.")
public record QuoteJson(
    @Schema(examples = "binance:btc-usdt") String market,
    @Schema(examples = "binance") String venue,
    @Schema(examples = "btc-usdt") String instrument,
    @Schema(type = SchemaType.STRING, format = "decimal", nullable = true, examples = "61837.63")
        @Nullable Decimal last,
    @Schema(type = SchemaType.STRING, format = "decimal", nullable = true, examples = "61837.63")
        @Nullable Decimal bid,
    @Schema(type = SchemaType.STRING, format = "decimal", nullable = true, examples = "3.78826")
        @Nullable Decimal bidQuantity,
    @Schema(type = SchemaType.STRING, format = "decimal", nullable = true, examples = "61837.64")
        @Nullable Decimal ask,
    @Schema(type = SchemaType.STRING, format = "decimal", nullable = true, examples = "1.54698")
        @Nullable Decimal askQuantity,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Ask less bid.",
            nullable = true,
            examples = "0.01")
        @Nullable Decimal spread,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Spread by the mid price, in hundredths of a percent.",
            nullable = true,
            examples = "0.0016")
        @Nullable Decimal spreadBps,
    @Schema(
            description = "Event time of the newest of these.",
            examples = "2026-08-09T21:05:48.351Z")
        String time,
    @Schema(description = "Nothing was heard of the market for longer than the limit.")
        boolean stale) {

  private static final int BPS_DIGITS = 4;

  public static QuoteJson of(MarketBoard board, boolean stale) {
    Quote quote = board.quote();
    Trade last = board.last();
    Decimal bid = quote == null ? null : quote.bid();
    Decimal ask = quote == null ? null : quote.ask();
    return new QuoteJson(
        board.market().id(),
        board.market().venue().id(),
        board.market().instrument().id(),
        last == null ? null : last.price(),
        bid,
        quote == null ? null : quote.bidQuantity(),
        ask,
        quote == null ? null : quote.askQuantity(),
        spread(bid, ask),
        spreadBps(bid, ask),
        Times.format(
            Math.max(
                last == null ? 0 : last.eventTimeNanos(),
                quote == null ? 0 : quote.eventTimeNanos())),
        stale);
  }

  private static @Nullable Decimal spread(@Nullable Decimal bid, @Nullable Decimal ask) {
    return bid == null || ask == null
        ? null
        : Decimal.rounded(ask.toBigDecimal().subtract(bid.toBigDecimal()));
  }

  private static @Nullable Decimal spreadBps(@Nullable Decimal bid, @Nullable Decimal ask) {
    if (bid == null || ask == null) {
      return null;
    }
    BigDecimal twice = bid.toBigDecimal().add(ask.toBigDecimal());
    BigDecimal spread = ask.toBigDecimal().subtract(bid.toBigDecimal());
    return Decimal.of(
        spread
            .multiply(BigDecimal.valueOf(20_000))
            .divide(twice, BPS_DIGITS, RoundingMode.HALF_EVEN));
  }
}
