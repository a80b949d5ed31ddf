package io.tapeline.exchange.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.TestData;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recording;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The recorded session says the same to our codec and to a naive reading of its JSON. */
class GeminiRecordingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> MARKETS =
      Map.of(
          "BTCUSD", "gemini:btc-usd",
          "ETHUSD", "gemini:eth-usd",
          "SOLUSD", "gemini:sol-usd",
          "BTCUSDT", "gemini:btc-usdt",
          "ETHUSDT", "gemini:eth-usdt",
          "BTCEUR", "gemini:btc-eur",
          "BTCGBP", "gemini:btc-gbp",
          "BTCUSDCPERP", "gemini:btc-usdc-perp",
          "ETHUSDCPERP", "gemini:eth-usdc-perp",
          "SOLUSDCPERP", "gemini:sol-usdc-perp");

  private final GeminiProtocol protocol = new GeminiProtocol();
  private final Map<URI, byte[]> answers = new HashMap<>();
  private final List<String> decoded = new ArrayList<>();
  private final List<String> naive = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, TreeMap<BigDecimal, BigDecimal>> sides = new HashMap<>();
  private final Map<String, String> best = new HashMap<>();

  @Test
  void equalsANaiveReading() throws IOException {
    Recording recording =
        Recording.of(TestData.path("sessions/cryptofeed-v3/GEMINI.jsonl.zst")).orElseThrow();
    recording.forEach(
        line -> {
          if (line instanceof RecordedLine.Answered answer) {
            answers.putIfAbsent(answer.address(), answer.body());
          }
        });
    List<ListedMarket> markets = markets();
    assertThat(markets).extracting(m -> m.market().id()).containsAll(MARKETS.values());
    assertThat(markets).extracting(ListedMarket::market).doesNotHaveDuplicates();
    FrameDecoder decoder =
        new FrameDecoder(
            protocol.codec(URI.create("wss://api.gemini.com/v2/marketdata/"), markets), 1 << 24);
    recording.forEach(
        line -> {
          if (line instanceof RecordedLine.Received frame) {
            decode(decoder, frame);
            readNaively(frame);
          }
        });
    assertThat(counts)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "Used[type=l2_updates]", 559,
                    "Used[type=trade]", 2,
                    "Control[type=heartbeat]", 2)));
    assertThat(decoded).isEqualTo(naive).hasSizeGreaterThan(800);
  }

  private List<ListedMarket> markets() {
    Set<Asset> assets =
        Set.of("btc", "eth", "sol", "usd", "usdt", "usdc", "gusd", "eur", "gbp").stream()
            .map(Asset::new)
            .collect(Collectors.toSet());
    List<ListedMarket> markets = new ArrayList<>();
    Deque<HttpGet> requests = new ArrayDeque<>(protocol.instrumentRequests(assets));
    while (!requests.isEmpty()) {
      HttpGet request = requests.poll();
      byte[] body = answers.get(request.address());
      if (body != null) {
        InstrumentPage page = protocol.readInstruments(request, body);
        assertThat(page.unmapped()).isEmpty();
        markets.addAll(page.markets());
        requests.addAll(page.next());
      }
    }
    return markets;
  }

  private void decode(FrameDecoder decoder, RecordedLine.Received frame) {
    byte[] bytes = frame.frame();
    counts.merge(
        decoder.decode(bytes, 0, bytes.length, frame.timeNanos()).toString(), 1, Integer::sum);
    boolean history = decoder.events().isSnapshot();
    for (Trade t : decoder.events().trades()) {
      decoded.add(
          said(t.market(), t.id(), t.price(), t.quantity(), t.side(), t.eventTimeNanos(), history));
    }
    for (Quote q : decoder.events().quotes()) {
      decoded.add(
          said(q.market(), q.bid(), q.bidQuantity(), q.ask(), q.askQuantity(), q.eventTimeNanos()));
    }
  }

  private static String said(@Nullable Object... words) {
    return Arrays.toString(words);
  }

  private void readNaively(RecordedLine.Received line) {
    try {
      JsonNode frame = JSON.readTree(line.frame());
      switch (frame.get("type").asText()) {
        case "trade" -> naive.add(trade(frame, false));
        case "l2_updates" -> {
          frame.path("trades").forEach(trade -> naive.add(trade(trade, true)));
          book(frame, line.timeNanos());
        }
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String trade(JsonNode trade, boolean history) {
    return said(
        market(trade),
        trade.get("tid").longValue(),
        new BigDecimal(trade.get("price").asText()).stripTrailingZeros().toPlainString(),
        new BigDecimal(trade.get("quantity").asText()).stripTrailingZeros().toPlainString(),
        trade.get("side").asText().equals("buy") ? "BUY" : "SELL",
        trade.get("timestamp").longValue() * 1_000_000,
        history);
  }

  private static Market market(JsonNode node) {
    return Market.parse(MARKETS.getOrDefault(node.get("symbol").asText(), "none"));
  }

  private void book(JsonNode frame, long received) {
    String symbol = frame.get("symbol").asText();
    for (JsonNode change : frame.get("changes")) {
      TreeMap<BigDecimal, BigDecimal> side =
          sides.computeIfAbsent(symbol + change.get(0).asText(), _ -> new TreeMap<>());
      BigDecimal price = new BigDecimal(change.get(1).asText());
      BigDecimal quantity = new BigDecimal(change.get(2).asText());
      if (quantity.signum() == 0) {
        side.remove(price);
      } else {
        side.put(price, quantity);
      }
    }
    var bids = sides.getOrDefault(symbol + "buy", new TreeMap<>());
    var asks = sides.getOrDefault(symbol + "sell", new TreeMap<>());
    String now =
        bids.isEmpty() || asks.isEmpty()
            ? "one side is empty"
            : plain(bids.lastKey())
                + ", "
                + plain(bids.lastEntry().getValue())
                + ", "
                + plain(asks.firstKey())
                + ", "
                + plain(asks.firstEntry().getValue());
    if (!now.equals(best.put(symbol, now))) {
      naive.add("[%s, %s, %d]".formatted(market(frame), now, received));
    }
  }

  private static Decimal plain(BigDecimal value) {
    return Decimal.of(value);
  }
}
