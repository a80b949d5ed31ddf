package io.tapeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.exchange.binance.BinanceProtocol;
import io.tapeline.exchange.bybit.BybitProtocol;
import io.tapeline.exchange.coinbase.CoinbaseProtocol;
import io.tapeline.exchange.gemini.GeminiProtocol;
import io.tapeline.exchange.kraken.KrakenProtocol;
import io.tapeline.exchange.recording.DecodedSession;
import io.tapeline.exchange.recording.RecordedLine.Received;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import io.tapeline.sandbox.Frames;
import io.tapeline.sandbox.Protocols;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A frame that is refused leaves no trace: what the frames after it say is what they would have
 * said without it. Only an order book that it may have changed is given up, and says so.
 */
class RefusedFramesTest {

  private static final int MAX_FRAME_BYTES = 1 << 20;
  private static final int MAX_FRAMES = 3_000;

  static List<VenueProtocol> protocols() {
    return Protocols.all();
  }

  static List<Arguments> recordings() {
    return List.of(
        Arguments.of("COINBASE", new CoinbaseProtocol()),
        Arguments.of("BYBIT", new BybitProtocol()),
        Arguments.of("GEMINI", new GeminiProtocol()),
        Arguments.of("BINANCE", new BinanceProtocol()),
        Arguments.of("KRAKEN", new KrakenProtocol()));
  }

  /** Other figures, and then an end that no text of JSON has: all is read before it is refused. */
  private static byte[] spoiled(byte[] frame, SplittableRandom random) {
    byte[] spoiled = frame.clone();
    for (int i = 0; i < spoiled.length; i++) {
      if (spoiled[i] >= '1' && spoiled[i] <= '9' && random.nextInt(8) == 0) {
        spoiled[i] = (byte) ('1' + random.nextInt(9));
      }
    }
    if (random.nextBoolean()) {
      return Arrays.copyOf(spoiled, 1 + random.nextInt(spoiled.length - 1));
    }
    byte[] longer = Arrays.copyOf(spoiled, spoiled.length + 1);
    longer[spoiled.length] = '}';
    return longer;
  }

  private static boolean isLost(Quote quote) {
    return quote.bid() == null && quote.ask() == null;
  }

  /** Decodes one connection twice, with and without refused frames in between. */
  private static void assertNoTrace(
      VenueProtocol protocol, URI address, List<ListedMarket> markets, List<byte[]> frames) {
    FrameDecoder clean = new FrameDecoder(protocol.codec(address, markets), MAX_FRAME_BYTES);
    FrameDecoder disturbed = new FrameDecoder(protocol.codec(address, markets), MAX_FRAME_BYTES);
    SplittableRandom random = new SplittableRandom(frames.size());
    long now = Frames.start();
    for (byte[] frame : frames) {
      if (frame.length > 2 && random.nextInt(3) == 0) {
        byte[] spoiled = spoiled(frame, random);
        assertThat(disturbed.decode(spoiled, 0, spoiled.length, now))
            .as(new String(spoiled, StandardCharsets.UTF_8))
            .isInstanceOf(Decoded.Failed.class);
      }
      Decoded expected = clean.decode(frame, 0, frame.length, now);
      Decoded decoded = disturbed.decode(frame, 0, frame.length, now);
      String text = new String(frame, StandardCharsets.UTF_8);
      List<Trade> trades = clean.events().trades();
      assertThat(disturbed.events().trades()).as(text).isEqualTo(trades);
      List<Quote> quotes = clean.events().quotes();
      assertThat(disturbed.events().quotes())
          .as(text)
          .allSatisfy(quote -> assertThat(isLost(quote) || quotes.contains(quote)).isTrue());
      boolean broken =
          disturbed.events().notices().stream().anyMatch(Notice.BookBroken.class::isInstance)
              || disturbed.events().quotes().size() < quotes.size()
              || decoded.type().contains("book");
      assertThat(decoded.equals(expected) || broken).as(text).isTrue();
      now++;
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void noTraceIsLeftAmongSimulatedFrames(VenueProtocol protocol) {
    Frames frames = new Frames(protocol);
    for (ConnectionPlan plan : frames.plans()) {
      List<byte[]> said = frames.of(plan, 1);
      List<byte[]> first = said.subList(0, Math.min(said.size(), MAX_FRAMES));
      assertNoTrace(protocol, plan.address(), frames.markets, first);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void noTraceIsLeftAmongRecordedFrames(String name, VenueProtocol protocol) throws IOException {
    var file = TestData.path("sessions/cryptofeed-v3/" + name + ".jsonl.zst");
    DecodedSession session = new DecodedSession(protocol, file, Set.of());
    for (Map.Entry<String, URI> connection : session.addresses.entrySet()) {
      List<byte[]> frames =
          session.frames.stream()
              .filter(line -> line.connection().equals(connection.getKey()))
              .map(Received::frame)
              .limit(MAX_FRAMES)
              .toList();
      assertNoTrace(protocol, connection.getValue(), session.markets, frames);
    }
  }
}
