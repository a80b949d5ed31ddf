package io.tapeline.webhook.json;

import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.json.PriceJson;
import io.tapeline.webhook.Subscription.Level;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A price that has crossed a level, as it is sent. */
@Schema(name = "PriceCrossing", description = "A price that has crossed a level.")
public record CrossingJson(
    @Schema(description = "As it was asked for, with all that was left out.") PriceLevelJson level,
    @Schema(description = "Which crossing it is: 1 for the first that was told.", examples = "1")
        int crossing,
    @Schema(description = "The first one beyond it, as `/v1/prices/{asset}` answers it.")
        PriceJson price) {

  static CrossingJson of(Level level, int crossing, PriceBoard.Entry entry, String feed) {
    return new CrossingJson(PriceLevelJson.of(level), crossing, PriceJson.of(entry, feed));
  }
}
