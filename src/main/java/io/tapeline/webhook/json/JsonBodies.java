package io.tapeline.webhook.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.candle.Series;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.ops.FeedName;
import io.tapeline.signal.json.SignalJson;
import io.tapeline.signal.json.SignalsJson;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.app.DeliveryStore.Told;
import io.tapeline.webhook.app.EventBodies;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as JSON, in the shape in which the same is answered. */
@ApplicationScoped
public class JsonBodies implements EventBodies {

  private static final String SIGNAL = "signal";
  private static final String PRICE = "price";
  private static final String PING = "ping";

  private final ObjectMapper mapper;
  private final FeedName feed;
  private final Clock clock;

  public JsonBodies(ObjectMapper mapper, FeedName feed, Clock clock) {
    this.mapper = mapper;
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public Told signal(UUID webhook, Recorded signal) {
    Judged judged = signal.judged();
    Series series = judged.series();
    return told(
        webhook,
        SIGNAL,
        event(series, judged.verdict(), judged.revision()),
        new SignalsJson(series.id(), List.of(SignalJson.of(signal))));
  }

  /** What it is, whoever tells of it. */
  private static String event(Series series, Verdict verdict, int revision) {
    return String.join(
        " ",
        SIGNAL,
        series.id(),
        verdict.interval().id(),
        Long.toString(verdict.openTimeNanos()),
        verdict.strategy().id(),
        Integer.toString(verdict.strategy().version()),
        Integer.toString(revision));
  }

  @Override
  public Told price(UUID webhook, Level level, int crossing, PriceBoard.Entry entry) {
    return told(
        webhook, PRICE, PRICE + " " + crossing, CrossingJson.of(level, crossing, entry, feed.id()));
  }

  @Override
  public Told ping(UUID webhook) {
    return told(webhook, PING, PING + " " + UUID.randomUUID(), null);
  }

  private Told told(UUID webhook, String kind, String event, @Nullable Object data) {
    UUID id = UUID.randomUUID();
    EventJson body = new EventJson(id, kind, webhook, clock.instant(), data);
    try {
      return new Told(id, webhook, event, kind, mapper.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is plain data", e);
    }
  }
}
