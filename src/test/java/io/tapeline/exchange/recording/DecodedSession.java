package io.tapeline.exchange.recording;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** A recording as its venue's protocol understands it, and the raw lines beside it. */
public final class DecodedSession {

  private static final int MAX_FRAME_BYTES = 1 << 24;

  public final List<InstrumentPage> pages = new ArrayList<>();
  public final List<RecordedLine.Received> frames = new ArrayList<>();
  public final Map<String, URI> addresses = new HashMap<>();
  public final Map<String, Integer> counts = new TreeMap<>();
  public final List<Trade> trades = new ArrayList<>();
  public final List<Trade> history = new ArrayList<>();
  public final List<Quote> quotes = new ArrayList<>();
  public final List<Notice> notices = new ArrayList<>();
  public final List<ListedMarket> markets = new ArrayList<>();
  private final Map<String, FrameDecoder> decoders = new HashMap<>();

  /**
   * @param builtIn instruments for a recording without a list of markets
   */
  public DecodedSession(VenueProtocol venue, Path file, Set<Instrument> builtIn)
      throws IOException {
    Map<URI, byte[]> answers = new HashMap<>();
    Recording.of(file).orElseThrow().forEach(line -> collect(line, answers));
    list(venue, answers);
    if (markets.isEmpty()) {
      markets.addAll(venue.builtInMarkets(builtIn));
    }
    addresses.forEach(
        (name, address) ->
            decoders.put(name, new FrameDecoder(venue.codec(address, markets), MAX_FRAME_BYTES)));
    frames.forEach(this::decode);
  }

  private void collect(RecordedLine line, Map<URI, byte[]> answers) {
    switch (line) {
      case RecordedLine.Answered(_, URI address, byte[] body) -> answers.putIfAbsent(address, body);
      case RecordedLine.Opened(String name, _, URI address) -> addresses.put(name, address);
      case RecordedLine.Received received -> frames.add(received);
      case RecordedLine.Sent _ -> {}
    }
  }

  private void list(VenueProtocol venue, Map<URI, byte[]> answers) {
    Deque<HttpGet> requests = new ArrayDeque<>(venue.instrumentRequests(Set.of()));
    while (!requests.isEmpty()) {
      HttpGet request = requests.poll();
      byte[] body = answers.get(request.address());
      if (body != null) {
        InstrumentPage page = venue.readInstruments(request, body);
        pages.add(page);
        markets.addAll(page.markets());
        requests.addAll(page.next());
      }
    }
  }

  private void decode(RecordedLine.Received line) {
    FrameDecoder decoder = Objects.requireNonNull(decoders.get(line.connection()));
    Decoded decoded = decoder.decode(line.frame(), 0, line.frame().length, line.timeNanos());
    counts.merge(decoded.getClass().getSimpleName() + " " + decoded.type(), 1, Integer::sum);
    (decoder.events().isSnapshot() ? history : trades).addAll(decoder.events().trades());
    quotes.addAll(decoder.events().quotes());
    notices.addAll(decoder.events().notices());
  }
}
