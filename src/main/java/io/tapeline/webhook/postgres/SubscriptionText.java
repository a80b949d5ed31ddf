package io.tapeline.webhook.postgres;

import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import io.tapeline.webhook.Subscription;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Subscription.Reorgs;
import io.tapeline.webhook.Subscription.Signals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Subscriptions as they are stored: JSON. */
final class SubscriptionText {

  private SubscriptionText() {}

  static JsonObject write(Subscription subscription) {
    return switch (subscription) {
      case Signals signals ->
          new JsonObject()
              .put("series", texts(signals.series(), id -> id))
              .put("strategies", texts(signals.strategies(), id -> id))
              .put("intervals", texts(signals.intervals(), Interval::id))
              .put("least_strength", signals.leastStrength())
              .put("changed_only", signals.changedOnly())
              .put("revisions", signals.revisions());
      case Reorgs reorgs ->
          new JsonObject()
              .put("chains", texts(reorgs.chains(), name -> name))
              .put("least_depth", reorgs.leastDepth());
      case Level level ->
          new JsonObject()
              .put("instrument", level.instrument().id())
              .put("side", level.side().id())
              .put("level", level.level().toString())
              .put("again", level.again())
              .put("hysteresis", level.hysteresis().toPlainString());
    };
  }

  private static <T> JsonArray texts(Collection<T> all, Function<T, String> text) {
    return new JsonArray(all.stream().map(text).sorted().toList());
  }

  static Subscription read(String kind, JsonObject stored) {
    return switch (kind) {
      case Signals.KIND ->
          new Signals(
              set(stored, "series", id -> id),
              set(stored, "strategies", id -> id),
              set(stored, "intervals", id -> Interval.of(id).orElseThrow()),
              stored.getLong("least_strength"),
              stored.getBoolean("changed_only"),
              stored.getBoolean("revisions"));
      case Reorgs.KIND ->
          new Reorgs(set(stored, "chains", name -> name), stored.getInteger("least_depth"));
      case Level.KIND ->
          new Level(
              Instrument.parse(stored.getString("instrument")),
              Level.Side.of(stored.getString("side")),
              Decimal.parse(stored.getString("level")),
              stored.getBoolean("again"),
              new BigDecimal(stored.getString("hysteresis")));
      default -> throw new IllegalStateException("a webhook of " + kind);
    };
  }

  private static <T> Set<T> set(JsonObject stored, String name, Function<String, T> value) {
    return stored.getJsonArray(name).stream()
        .map(each -> value.apply((String) each))
        .collect(Collectors.toUnmodifiableSet());
  }
}
