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
import io.tapeline.webhook.Reorg;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.app.DeliveryStore.Told;
import io.tapeline.webhook.app.EventBodies;
import io.tapeline.webhook.json.EventJson.OfPrice;
import io.tapeline.webhook.json.EventJson.OfReorg;
import io.tapeline.webhook.json.EventJson.OfSignal;
import io.tapeline.webhook.json.EventJson.Ping;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Events as JSON, in the shape in which the same is answered. */
@ApplicationScoped
public class JsonBodies implements EventBodies {

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
    UUID id = UUID.randomUUID();
    Judged judged = signal.judged();
    Series series = judged.series();
    SignalsJson data = new SignalsJson(series.id(), List.of(SignalJson.of(signal)));
    return new Told(
        id,
        webhook,
        event(series, judged.verdict(), judged.revision()),
        EventJson.SIGNAL,
        json(new OfSignal(id, EventJson.SIGNAL, webhook, clock.instant(), data)));
  }

  /** What it is, whoever tells of it. */
  private static String event(Series series, Verdict verdict, int revision) {
    return String.join(
        " ",
        EventJson.SIGNAL,
        series.id(),
        verdict.interval().id(),
        Long.toString(verdict.openTimeNanos()),
        verdict.strategy().id(),
        Integer.toString(verdict.strategy().version()),
        Integer.toString(revision));
  }

  @Override
  public Told price(UUID webhook, Level level, int crossing, PriceBoard.Entry entry) {
    UUID id = UUID.randomUUID();
    CrossingJson data = CrossingJson.of(level, crossing, entry, feed.id());
    return new Told(
        id,
        webhook,
        EventJson.PRICE + " " + crossing,
        EventJson.PRICE,
        json(new OfPrice(id, EventJson.PRICE, webhook, clock.instant(), data)));
  }

  @Override
  public Told reorg(UUID webhook, Reorg reorg) {
    UUID id = UUID.randomUUID();
    return new Told(
        id,
        webhook,
        String.join(" ", EventJson.REORG, reorg.chain(), reorg.time().toString()),
        EventJson.REORG,
        json(new OfReorg(id, EventJson.REORG, webhook, clock.instant(), ReorgJson.of(reorg))));
  }

  @Override
  public Told ping(UUID webhook) {
    UUID id = UUID.randomUUID();
    return new Told(
        id,
        webhook,
        EventJson.PING + " " + id,
        EventJson.PING,
        json(new Ping(id, EventJson.PING, webhook, clock.instant(), null)));
  }

  private String json(EventJson body) {
    try {
      return mapper.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is plain data", e);
    }
  }
}
