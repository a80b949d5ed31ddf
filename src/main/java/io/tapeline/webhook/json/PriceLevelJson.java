package io.tapeline.webhook.json;

import io.tapeline.webhook.Subscription.Level;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A level of a price, as it is asked for and sent. */
@Schema(
    name = "WebhookPriceRequest",
    description = "A level that an index price crosses: `above` or `below`, one of both.")
public record PriceLevelJson(
    @Schema(description = "Whose US dollar index.", examples = "btc", required = true)
        @Nullable String asset,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Tell when the price comes up to this or more, from below.",
            examples = "70000",
            nullable = true)
        @Nullable String above,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Tell when the price comes down to this or less, from above.",
            nullable = true)
        @Nullable String below,
    @Schema(
            description =
                "`once` (unless said otherwise): the webhook is over then; `each`: whenever it is"
                    + " crossed again.",
            enumeration = {"once", "each"},
            nullable = true)
        @Nullable String repeat,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description =
                "So far must the price have gone back before it can cross again, a ratio of the level:"
                    + " 0 to 0.5; 0.001 unless said otherwise.",
            examples = "0.001",
            nullable = true)
        @Nullable String hysteresis) {

  public static final String ONCE = "once";
  public static final String EACH = "each";

  static PriceLevelJson of(Level level) {
    String text = level.level().toString();
    boolean above = level.side() == Level.Side.ABOVE;
    return new PriceLevelJson(
        level.instrument().base().id(),
        above ? text : null,
        above ? null : text,
        level.again() ? EACH : ONCE,
        level.hysteresis().toPlainString());
  }
}
