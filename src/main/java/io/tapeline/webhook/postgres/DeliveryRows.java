package io.tapeline.webhook.postgres;

import io.tapeline.webhook.Delivery;
import io.tapeline.webhook.Delivery.Attempt;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.ReceiverUrl;
import io.tapeline.webhook.app.DeliveryStore.Claimed;
import io.tapeline.webhook.app.DeliveryStore.Told;
import io.tapeline.webhook.app.Sender.Parcel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows of the table {@code webhook_delivery} as what they say. */
final class DeliveryRows {

  /** Of {@code d}. */
  static final String COLUMNS =
      "d.id, d.number, d.kind, d.state, d.trouble, d.attempts, d.created_at, d.due_at, d.claim";

  private DeliveryRows() {}

  /** Arguments of {@link DeliverySql#RECORD}. */
  static Tuple columns(List<Told> told, int most) {
    return Tuple.of(
        column(told, Told::delivery, UUID[]::new),
        column(told, Told::webhook, UUID[]::new),
        column(told, Told::event, String[]::new),
        column(told, Told::kind, String[]::new),
        column(told, Told::body, String[]::new),
        most);
  }

  private static <T> T[] column(List<Told> told, Function<Told, T> value, IntFunction<T[]> array) {
    return told.stream().map(value).toArray(array);
  }

  static Delivery delivery(Row row) {
    Delivery.State state = Delivery.State.of(row.getString("state"));
    boolean waits = state == Delivery.State.PENDING && row.getUUID("claim") == null;
    return new Delivery(
        row.getUUID("id"),
        row.getLong("number"),
        row.getString("kind"),
        state,
        row.getString("trouble"),
        ((JsonArray) row.getValue("attempts"))
            .stream().map(each -> attempt((JsonObject) each)).toList(),
        row.getOffsetDateTime("created_at").toInstant(),
        waits ? row.getOffsetDateTime("due_at").toInstant() : null);
  }

  private static Attempt attempt(JsonObject stored) {
    return new Attempt(
        Instant.parse(stored.getString("at")),
        stored.getInteger("status"),
        stored.getLong("took_ms"),
        stored.getString("trouble"));
  }

  static JsonArray attempt(Outcome outcome, Instant at, Duration took) {
    Outcome.Trouble trouble = outcome.trouble();
    return new JsonArray()
        .add(
            new JsonObject()
                .put("at", at.toString())
                .put("status", outcome.status())
                .put("took_ms", took.toMillis())
                .put("trouble", trouble == null ? null : trouble.id()));
  }

  static Claimed claimed(Row row, UUID claim) {
    return new Claimed(
        new Parcel(
            row.getUUID("id"),
            row.getString("kind"),
            ReceiverUrl.parse(row.getString("url")),
            row.getString("body")),
        row.getUUID("webhook"),
        claim,
        row.getInteger("tries"),
        row.getInteger("failures") > 0);
  }
}
