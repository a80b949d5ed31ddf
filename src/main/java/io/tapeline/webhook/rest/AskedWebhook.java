package io.tapeline.webhook.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.candle.json.NamedSeries.Named;
import io.tapeline.http.Inputs;
import io.tapeline.webhook.ReceiverUrl;
import io.tapeline.webhook.Subscription;
import io.tapeline.webhook.Subscription.Signals;
import io.tapeline.webhook.app.Receivers;
import io.tapeline.webhook.app.WebhookConfig;
import io.tapeline.webhook.json.SignalFilterJson;
import io.tapeline.webhook.json.SubscriptionJson;
import io.tapeline.webhook.json.WebhookRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for, and names all that is wrong with it. */
@ApplicationScoped
class AskedWebhook {

  private static final int MAX_NOTE_LENGTH = 200;
  private static final String URL = "url";
  private static final String SERIES = "events/signals/series";
  private static final int MOST_SERIES = 50;

  private final AskedSubscription subscriptions;
  private final NamedSeries series;
  private final Receivers receivers;
  private final WebhookConfig config;

  AskedWebhook(
      AskedSubscription subscriptions,
      NamedSeries series,
      Receivers receivers,
      WebhookConfig config) {
    this.subscriptions = subscriptions;
    this.series = series;
    this.receivers = receivers;
    this.config = config;
  }

  /** What it is to be. */
  record Wanted(ReceiverUrl url, Subscription subscription, String note) {}

  /** Fails with {@code invalid_request}, or {@code store_unavailable}. */
  Uni<Wanted> read(WebhookRequest asked) {
    Inputs inputs = Inputs.ofBody();
    ReceiverUrl url = url(inputs, asked.url());
    Subscription subscription = subscriptions.read(inputs, asked.events());
    String note = asked.note() == null ? "" : inputs.text("note", asked.note(), MAX_NOTE_LENGTH);
    return series
        .findInBody(inputs, named(inputs, asked.events()))
        .call(() -> reached(inputs, url))
        .map(
            found -> {
              inputs.check();
              return new Wanted(Objects.requireNonNull(url), of(subscription, found), note);
            });
  }

  private static @Nullable ReceiverUrl url(Inputs inputs, @Nullable String given) {
    String text = inputs.required(URL, given);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return ReceiverUrl.parse(text);
    } catch (IllegalArgumentException wrong) {
      inputs.wrong(URL, String.valueOf(wrong.getMessage()), text);
      return null;
    }
  }

  /** That it can be reached now says nothing of later, but a slip is told at once. */
  private Uni<Void> reached(Inputs inputs, @Nullable ReceiverUrl url) {
    if (url == null) {
      return Uni.createFrom().voidItem();
    }
    return receivers
        .reach(url)
        .replaceWithVoid()
        .ifNoItem()
        .after(config.timeout())
        .failWith(() -> new Receivers.RefusedException("must have a host that can be looked up"))
        .onFailure(Receivers.RefusedException.class)
        .recoverWithItem(
            refused -> {
              inputs.wrong(URL, String.valueOf(refused.getMessage()), url.toString());
              return null;
            });
  }

  /** None where all are meant. */
  private static List<Named> named(Inputs inputs, @Nullable SubscriptionJson events) {
    SignalFilterJson filter = events == null ? null : events.signals();
    List<String> given = filter == null ? null : filter.series();
    return given == null || given.isEmpty()
        ? List.of()
        : NamedSeries.readInBody(inputs, SERIES, given, MOST_SERIES);
  }

  private static Subscription of(Subscription subscription, List<Series> series) {
    return switch (subscription) {
      case Signals all ->
          new Signals(
              series.stream().map(Series::id).collect(Collectors.toSet()),
              all.strategies(),
              all.intervals(),
              all.leastStrength(),
              all.changedOnly(),
              all.revisions());
      case Subscription.Level level -> level;
      case Subscription.Reorgs reorgs -> reorgs;
    };
  }
}
