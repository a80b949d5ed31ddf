package io.tapeline.index.postgres;

import io.tapeline.index.Constituent;
import io.tapeline.index.PoolId;
import io.tapeline.index.Source;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A source of an index price as it is kept with it: {@code market} is its id, or {@code pool}. */
final class ConstituentColumn {

  private static final String MARKET = "market";
  private static final String POOL = "pool";

  private ConstituentColumn() {}

  static JsonObject write(Constituent c) {
    return source(c.source())
        .put("value", text(c.value()))
        .put("basis", text(c.basis()))
        .put("rate", text(c.rate()))
        .put("rate_source", c.rateSource().name())
        .put("price", text(c.price()))
        .put("weight", c.weight().toString())
        .put("time_nanos", c.timeNanos())
        .put("age_nanos", c.ageNanos())
        .put("excluded", text(c.excluded()));
  }

  private static JsonObject source(Source source) {
    return switch (source) {
      case Source.OfMarket(Market market) -> new JsonObject().put(MARKET, market.id());
      case Source.OfPool of ->
          new JsonObject()
              .put(
                  POOL,
                  new JsonObject()
                      .put("chain", of.pool().chain())
                      .put("name", of.pool().pool())
                      .put("instrument", of.pool().instrument().id())
                      .put("number", of.number())
                      .put("hash", of.hash())
                      .put("blocks", of.blocks())
                      .put("depth", text(of.depth())));
    };
  }

  static Constituent read(JsonObject json) {
    String basis = json.getString("basis");
    String excluded = json.getString("excluded");
    return new Constituent(
        sourceOf(json),
        decimal(json.getString("value")),
        basis == null ? null : Constituent.Basis.valueOf(basis),
        decimal(json.getString("rate")),
        Constituent.RateSource.valueOf(json.getString("rate_source")),
        decimal(json.getString("price")),
        Decimal.parse(json.getString("weight")),
        json.getLong("time_nanos"),
        json.getLong("age_nanos"),
        excluded == null ? null : Constituent.Exclusion.valueOf(excluded));
  }

  private static Source sourceOf(JsonObject json) {
    JsonObject pool = json.getJsonObject(POOL);
    if (pool == null) {
      return new Source.OfMarket(Market.parse(json.getString(MARKET)));
    }
    return new Source.OfPool(
        new PoolId(
            pool.getString("chain"),
            pool.getString("name"),
            Instrument.parse(pool.getString("instrument"))),
        pool.getLong("number"),
        pool.getString("hash"),
        pool.getInteger("blocks"),
        decimal(pool.getString("depth")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable Decimal decimal(@Nullable String text) {
    return text == null ? null : Decimal.parse(text);
  }
}
