package io.tapeline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.Asset;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import io.tapeline.sandbox.price.SimulatedAsset;
import io.tapeline.sandbox.wire.VenueWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service's own protocols and codecs read the sandbox, and find exactly what it simulated. */
class WireCodecTest {

  private static final int SECONDS = 5;
  private static final int MAX_FRAME_BYTES = 16 << 20;
  private static final long END = Sessions.START + Duration.ofSeconds(SECONDS).toNanos();

  static List<VenueProtocol> protocols() {
    return Protocols.all();
  }

  private static List<ListedMarket> listing(VenueProtocol protocol, VenueWire wire) {
    Set<Asset> assets =
        SimulatedAsset.ALL.stream().map(SimulatedAsset::asset).collect(Collectors.toSet());
    Deque<HttpGet> open = new ArrayDeque<>(protocol.instrumentRequests(assets));
    List<ListedMarket> listed = new ArrayList<>();
    while (!open.isEmpty()) {
      HttpGet get = open.removeFirst();
      InstrumentPage page = protocol.readInstruments(get, body(wire, get));
      assertThat(page.unmapped()).isEmpty();
      listed.addAll(page.markets());
      open.addAll(page.next());
    }
    return listed;
  }

  private static byte[] body(VenueWire wire, HttpGet get) {
    return wire.answer(Sessions.request(get.address(), END))
        .body()
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void theListingIsReadInFull(VenueProtocol protocol) {
    VenueWire wire = Sessions.wire(protocol.venue().id());
    List<ListedMarket> listed = listing(protocol, wire);
    assertThat(listed.stream().map(ListedMarket::market))
        .containsExactlyInAnyOrderElementsOf(
            Sessions.MARKETS.of(protocol.venue()).stream().map(SimulatedMarket::market).toList());
    for (ListedMarket each : listed) {
      MarketTerms terms = Sessions.MARKETS.find(each.market()).orElseThrow().terms();
      assertThat(each.status()).isEqualTo(ListedMarket.Status.TRADING);
      assertThat(each.tickSize()).isEqualTo(terms.tickSize());
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everyFrameDecodesAndTheTradesAreTheSimulatedOnes(VenueProtocol protocol) {
    VenueWire wire = Sessions.wire(protocol.venue().id());
    List<ListedMarket> listed = listing(protocol, wire);
    List<Trade> trades = new ArrayList<>();
    List<Quote> quotes = new ArrayList<>();
    for (ConnectionPlan plan : protocol.plan(listed)) {
      FrameDecoder decoder =
          new FrameDecoder(protocol.codec(plan.address(), listed), MAX_FRAME_BYTES);
      for (String frame : Sessions.frames(wire, plan.address(), plan.subscribe(), SECONDS)) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        Decoded decoded = decoder.decode(bytes, 0, bytes.length, Sessions.START);
        assertThat(decoded)
            .as(frame)
            .isNotInstanceOfAny(Decoded.Failed.class, Decoded.Unknown.class);
        if (!decoder.events().isSnapshot()) {
          trades.addAll(decoder.events().trades());
        }
        quotes.addAll(decoder.events().quotes());
      }
    }
    List<MarketEvent> events =
        Sessions.events(Sessions.MARKETS.of(protocol.venue()), Sessions.START, END);
    assertThat(trades.stream().map(WireCodecTest::plain))
        .containsExactlyInAnyOrderElementsOf(
            events.stream()
                .filter(MarketEvent.Traded.class::isInstance)
                .map(event -> plain(((MarketEvent.Traded) event).trade()))
                .toList());
    assertThat(quotes.stream().map(Quote::market).distinct()).hasSameSizeAs(listed);
    assertThat(quotes).allMatch(Quote::isTwoSided);
    quotes.stream()
        .map(Quote::market)
        .distinct()
        .forEach(market -> assertLastQuote(market, quotes));
  }

  private static String plain(Trade trade) {
    return "%s %s %s %s %s %s"
        .formatted(
            trade.market(),
            trade.id(),
            trade.price(),
            trade.quantity(),
            trade.side(),
            trade.eventTimeNanos());
  }

  private static void assertLastQuote(Market market, List<Quote> quotes) {
    Quote last = quotes.stream().filter(q -> q.market().equals(market)).toList().getLast();
    BestLevels best = Sessions.MARKETS.find(market).orElseThrow().bestAt(END);
    assertThat(last.bid()).as("%s", market).isEqualTo(best.bid().price());
    assertThat(last.ask()).as("%s", market).isEqualTo(best.ask().price());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void restHoldsTheSameTradesAsTheSocket(VenueProtocol protocol) {
    VenueWire wire = Sessions.wire(protocol.venue().id());
    for (ListedMarket market : listing(protocol, wire).subList(0, 3)) {
      SimulatedMarket simulated = Sessions.MARKETS.find(market.market()).orElseThrow();
      HttpGet get =
          protocol.tradesRequest(market, simulated.lastTrade(Sessions.START)).orElseThrow();
      List<Trade> read = protocol.readTrades(market, body(wire, get), END);
      long first = read.getFirst().id().low();
      assertThat(read.stream().map(trade -> trade.id() + " " + trade.price() + trade.side()))
          .containsExactlyElementsOf(
              simulated.trades(first, simulated.lastTrade(END)).stream()
                  .map(trade -> trade.id() + " " + trade.price() + trade.side())
                  .toList());
    }
  }
}
