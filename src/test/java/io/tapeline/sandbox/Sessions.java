package io.tapeline.sandbox;

import io.tapeline.sandbox.app.TestSandbox;
import io.tapeline.sandbox.wire.VenueSession;
import io.tapeline.sandbox.wire.VenueWire;
import io.tapeline.sandbox.wire.WireRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a venue says on one socket for a while, without sockets. */
final class Sessions {

  static final long START = Instant.parse("2026-08-09T12:00:00Z").toEpochMilli() * 1_000_000;

  static final SandboxMarkets MARKETS = new SandboxMarkets(1, 2000, Distortion.NONE);

  private Sessions() {}

  static VenueWire wire(String venue) {
    return TestSandbox.wires(MARKETS).stream()
        .filter(wire -> wire.venue().id().equals(venue))
        .findFirst()
        .orElseThrow();
  }

  /** A request for this public address at this time. */
  static WireRequest request(URI address, long timeNanos) {
    Map<String, String> query = new HashMap<>();
    if (address.getQuery() != null) {
      for (String pair : address.getQuery().split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    String path = address.getPath().isEmpty() ? "/" : address.getPath();
    return new WireRequest(path, query, timeNanos);
  }

  /** All frames of so many seconds after these messages were said. */
  static List<String> frames(VenueWire wire, URI address, List<String> said, int seconds) {
    VenueSession session = wire.open(request(address, START));
    List<String> frames = new ArrayList<>(session.greeting(START));
    said.forEach(text -> frames.addAll(session.hear(text, START)));
    for (int second = 0; second < seconds; second++) {
      long from = START + Duration.ofSeconds(second).toNanos();
      long to = from + Duration.ofSeconds(1).toNanos();
      events(List.copyOf(session.watched()), from, to)
          .forEach(event -> session.tell(event, frames::add));
      session.beat(to, frames::add);
    }
    return frames;
  }

  static List<MarketEvent> events(List<SimulatedMarket> markets, long from, long to) {
    List<MarketEvent> events = new ArrayList<>();
    markets.forEach(market -> market.events(from, to, events::add));
    events.sort(Comparator.comparingLong(MarketEvent::timeNanos));
    return events;
  }
}
