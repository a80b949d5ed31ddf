package io.tapeline.exchange.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.binance.BinanceProtocol;
import io.tapeline.exchange.binance.BinanceUsProtocol;
import io.tapeline.exchange.bitstamp.BitstampProtocol;
import io.tapeline.exchange.bybit.BybitProtocol;
import io.tapeline.exchange.coinbase.CoinbaseProtocol;
import io.tapeline.exchange.gemini.GeminiProtocol;
import io.tapeline.exchange.kraken.KrakenProtocol;
import io.tapeline.exchange.okx.OkxProtocol;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every recorded frame of the venues that we know is understood. */
class RecordedSessionsTest {

  static final List<VenueProtocol> VENUES =
      List.of(
          new BinanceProtocol(),
          new BinanceUsProtocol(),
          new BitstampProtocol(),
          new BybitProtocol(),
          new CoinbaseProtocol(),
          new GeminiProtocol(),
          new KrakenProtocol(),
          new OkxProtocol());

  private static final Set<Asset> ASSETS =
      Set.of("btc", "eth", "sol", "usd", "usdt", "usdc", "eur", "gbp").stream()
          .map(Asset::new)
          .collect(Collectors.toSet());

  static VenueProtocol venue(Recording recording) {
    return VENUES.stream()
        .filter(v -> v.venue().id().equals(recording.venue()))
        .findFirst()
        .orElseThrow();
  }

  static List<ListedMarket> markets(VenueProtocol venue, Map<URI, byte[]> answers) {
    List<ListedMarket> markets = new ArrayList<>();
    Deque<HttpGet> requests = new ArrayDeque<>(venue.instrumentRequests(ASSETS));
    while (!requests.isEmpty()) {
      HttpGet request = requests.poll();
      byte[] body = answers.get(request.address());
      if (body != null) {
        InstrumentPage page = venue.readInstruments(request, body);
        markets.addAll(page.markets());
        requests.addAll(page.next());
      }
    }
    return markets.isEmpty()
        ? venue.builtInMarkets(Set.of(Instrument.parse("btc-usdt"), Instrument.parse("eth-usdt")))
        : markets;
  }

  @ParameterizedTest
  @CsvSource({
    "cryptofeed-v3/COINBASE.jsonl.zst, 157, 160",
    "cryptofeed-v3/BYBIT.jsonl.zst, 1, 1",
    "cryptofeed-v3/GEMINI.jsonl.zst, 1, 1",
    "cryptofeed-v3/BINANCE.jsonl.zst, 2, 84",
    "cryptofeed-v3/BINANCE_US.jsonl.zst, 1, 1",
    "cryptofeed-v3/KRAKEN.jsonl.zst, 8, 18",
    "binance-spot-20240808/btcusdt_20240808.gz, 1, 1",
    "binance-spot-20240808/ethusdt_20240808.gz, 1, 1"
  })
  void everyFrameIsUnderstood(String file, int leastTrades, int leastQuotes) throws IOException {
    Recording recording = Recording.of(TestData.path("sessions/" + file)).orElseThrow();
    VenueProtocol venue = venue(recording);
    Map<URI, byte[]> answers = new HashMap<>();
    Map<String, URI> addresses = new HashMap<>();
    recording.forEach(
        line -> {
          if (line instanceof RecordedLine.Answered(_, URI address, byte[] body)) {
            answers.putIfAbsent(address, body);
          } else if (line instanceof RecordedLine.Opened(String name, _, URI address)) {
            addresses.put(name, address);
          }
        });
    List<ListedMarket> markets = markets(venue, answers);
    Map<String, FrameDecoder> decoders = new HashMap<>();
    addresses.forEach(
        (name, address) ->
            decoders.put(name, new FrameDecoder(venue.codec(address, markets), 1 << 24)));

    Map<String, Integer> counts = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    int[] told = new int[2];
    recording.forEach(
        line -> {
          if (line instanceof RecordedLine.Received(String name, long time, byte[] frame)) {
            FrameDecoder decoder = java.util.Objects.requireNonNull(decoders.get(name));
            Decoded decoded = decoder.decode(frame, 0, frame.length, time);
            counts.merge(decoded.toString(), 1, Integer::sum);
            if (decoded instanceof Decoded.Failed || decoded instanceof Decoded.Unknown) {
              wrong.add(
                  decoded
                      + ": "
                      + new String(
                          frame,
                          0,
                          Math.min(200, frame.length),
                          java.nio.charset.StandardCharsets.UTF_8));
            }
            told[0] += decoder.events().trades().size();
            told[1] += decoder.events().quotes().size();
          }
        });
    org.jboss.logging.Logger.getLogger(getClass())
        .infof("%s: %s, %d trades, %d quotes", file, counts, told[0], told[1]);
    assertThat(wrong).isEmpty();
    assertThat(told[0]).isGreaterThanOrEqualTo(leastTrades);
    assertThat(told[1]).isGreaterThanOrEqualTo(leastQuotes);
  }
}
