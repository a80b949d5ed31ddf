package io.tapeline.webhook.json;

import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.json.PriceJson;
import io.tapeline.webhook.Subscription.Level;

/**
 * A price that has crossed a level, as it is sent.
 *
 * @param level as it was asked for
 * @param crossing which crossing it is: 1 for the first that was told
 * @param price the first one beyond it, as {@code /v1/prices/{asset}} answers it
 */
public record CrossingJson(PriceLevelJson level, int crossing, PriceJson price) {

  static CrossingJson of(Level level, int crossing, PriceBoard.Entry entry, String feed) {
    return new CrossingJson(PriceLevelJson.of(level), crossing, PriceJson.of(entry, feed));
  }
}
