package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.json.status.HeadEventJson;
import io.tapeline.chain.json.stored.ChainEventJson;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.chain.record.BlockNews;
import io.tapeline.chain.record.ChainEvent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one who watches a chain has been told, and is told next. One look at a time. */
final class WatchedBlocks {

  /** Events that are read at once. */
  private static final int MANY = 200;

  /** So many looks later somebody hears that nothing is new, and the store is asked unheard. */
  private static final int LOOKS_PER_WORD = 50;

  private final ChainTracker tracker;
  private final BlockHistory history;
  private final BlockNews news;
  private final Sse sse;
  private final String chain;
  private ChainEvent.@Nullable Place told;
  private @Nullable Head head;
  private long heard = Long.MIN_VALUE;
  private int quiet;

  /**
   * @param told behind which it goes on; null for what comes from now on
   */
  WatchedBlocks(
      ChainTracker tracker,
      BlockHistory history,
      BlockNews news,
      Sse sse,
      ChainEvent.@Nullable Place told) {
    this.tracker = tracker;
    this.chain = tracker.chain().name();
    this.history = history;
    this.news = news;
    this.sse = sse;
    this.told = told;
  }

  Uni<List<OutboundSseEvent>> look() {
    List<OutboundSseEvent> events = new ArrayList<>();
    moved(events);
    long count = news.count(chain);
    boolean isTime = ++quiet % LOOKS_PER_WORD == 0;
    if (count == heard && !isTime) {
      return Uni.createFrom().item(events);
    }
    return stored()
        .onItem()
        .invoke(
            more -> {
              // a full page may not be all of it
              heard = more.size() < MANY ? count : Long.MIN_VALUE;
              more.forEach(event -> events.add(event(event)));
              if (events.isEmpty() && isTime) {
                events.add(sse.newEventBuilder().comment("still there").build());
              }
            })
        .replaceWith(events)
        .onFailure()
        .invoke(() -> heard = count) // the store is away: it is asked again, and not at once
        .onFailure()
        .recoverWithItem(events);
  }

  private void moved(List<OutboundSseEvent> events) {
    TrackedChain state = tracker.state();
    Head now = state.head();
    if (now != null && !now.equals(head)) {
      head = now;
      events.add(
          sse.newEventBuilder()
              .name("head")
              .data(HeadEventJson.of(tracker.chain(), now))
              .mediaType(MediaType.APPLICATION_JSON_TYPE)
              .build());
    }
  }

  private Uni<List<ChainEvent>> stored() {
    return history
        .horizon()
        .newest()
        .chain(
            to -> {
              ChainEvent.Place behind = told;
              if (behind == null) {
                told = ChainEvent.Place.behind(to);
                return Uni.createFrom().item(List.<ChainEvent>of());
              }
              return history.events(chain, behind, to, MANY);
            })
        .invoke(
            found -> {
              if (!found.isEmpty()) {
                told = found.getLast().place();
              }
            });
  }

  private OutboundSseEvent event(ChainEvent event) {
    return sse.newEventBuilder()
        .name(name(event))
        .id(event.place().toString())
        .data(ChainEventJson.of(tracker.chain(), event))
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private static String name(ChainEvent event) {
    return switch (event) {
      case ChainEvent.Withdrawn _ -> "withdrawn";
      case ChainEvent.Joined _ -> "block";
      case ChainEvent.Settled _ -> "finality";
    };
  }
}
