package io.tapeline.sandbox;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.recording.RecordedLine.Answered;
import io.tapeline.market.Asset;
import io.tapeline.market.ListedMarket;
import io.tapeline.sandbox.price.SimulatedAsset;
import io.tapeline.sandbox.wire.VenueWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A venue's frames as it would send them, simulated: its lists, and what each socket says. */
public final class Frames {

  private static final Set<Asset> ASSETS =
      SimulatedAsset.ALL.stream().map(SimulatedAsset::asset).collect(Collectors.toSet());

  private final VenueProtocol protocol;
  private final VenueWire wire;

  /** The venue's REST answers about its instruments. */
  public final List<Answered> answers = new ArrayList<>();

  public final List<ListedMarket> markets = new ArrayList<>();

  public Frames(VenueProtocol protocol) {
    this.protocol = protocol;
    this.wire = Sessions.wire(protocol.venue().id());
    Deque<HttpGet> open = new ArrayDeque<>(protocol.instrumentRequests(ASSETS));
    while (!open.isEmpty()) {
      HttpGet get = open.removeFirst();
      String body = wire.answer(Sessions.request(get.address(), Sessions.START)).body();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      answers.add(new Answered(Sessions.START, get.address(), bytes));
      InstrumentPage page = protocol.readInstruments(get, bytes);
      markets.addAll(page.markets());
      open.addAll(page.next());
    }
  }

  public List<ConnectionPlan> plans() {
    return protocol.plan(markets);
  }

  /** All that one socket says in so many seconds. */
  public List<byte[]> of(ConnectionPlan plan, int seconds) {
    return Sessions.frames(wire, plan.address(), plan.subscribe(), seconds).stream()
        .map(frame -> frame.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /** When {@link #of} begins; nanoseconds since 1970 UTC. */
  public static long start() {
    return Sessions.START;
  }
}
