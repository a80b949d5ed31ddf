package io.tapeline.exchange.kraken;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.TestData;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recording;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The recorded session says the same to our codec and to a naive reading of its JSON. */
class KrakenRecordingTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KrakenProtocol protocol = new KrakenProtocol();
  private final Map<String, FrameDecoder> decoders = new HashMap<>();
  private final Map<Decoded, Integer> counts = new HashMap<>();
  private final List<ListedMarket> markets = new ArrayList<>();
  private final List<String> decoded = new ArrayList<>();
  private final List<String> naive = new ArrayList<>();
  private final List<Object> ids = new ArrayList<>();

  @Test
  void equalsANaiveReading() throws IOException {
    Recording.of(TestData.path("sessions/cryptofeed-v3/KRAKEN.jsonl.zst"))
        .orElseThrow()
        .forEach(this::take);

    assertThat(new TreeMap<>(Map.copyOf(named(counts))))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "Ignored[type=book]", 4279,
                    "Control[type=heartbeat]", 92,
                    "Control[type=subscriptionStatus]", 30,
                    "Control[type=systemStatus]", 3,
                    "Used[type=ticker]", 18,
                    "Used[type=trade]", 8)));
    assertThat(decoded).isEqualTo(naive).hasSizeGreaterThanOrEqualTo(26);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(markets).hasSize(293);
  }

  private static Map<String, Integer> named(Map<Decoded, Integer> counts) {
    Map<String, Integer> named = new HashMap<>();
    counts.forEach((type, count) -> named.merge(type.toString(), count, Integer::sum));
    return named;
  }

  private void take(RecordedLine line) {
    switch (line) {
      case RecordedLine.Answered answer ->
          markets.addAll(
              protocol.readInstruments(new HttpGet(answer.address()), answer.body()).markets());
      case RecordedLine.Opened opened ->
          decoders.put(
              opened.connection(),
              new FrameDecoder(protocol.codec(opened.address(), markets), 1 << 24));
      case RecordedLine.Sent _ -> {}
      case RecordedLine.Received frame -> {
        decode(frame);
        readNaively(frame);
      }
    }
  }

  private void decode(RecordedLine.Received frame) {
    FrameDecoder decoder = Objects.requireNonNull(decoders.get(frame.connection()));
    counts.merge(
        decoder.decode(frame.frame(), 0, frame.frame().length, frame.timeNanos()), 1, Integer::sum);
    for (Trade trade : decoder.events().trades()) {
      ids.add(List.of(trade.market(), trade.id()));
      decoded.add(
          said(
              trade.market(),
              trade.price(),
              trade.quantity(),
              trade.side(),
              trade.eventTimeNanos(),
              trade.receivedTimeNanos(),
              decoder.events().isSnapshot()));
    }
    for (Quote quote : decoder.events().quotes()) {
      decoded.add(
          said(
              quote.market(),
              quote.bid(),
              quote.bidQuantity(),
              quote.ask(),
              quote.askQuantity(),
              quote.eventTimeNanos(),
              quote.receivedTimeNanos()));
    }
  }

  private static String said(@Nullable Object... words) {
    return Arrays.toString(words);
  }

  private void readNaively(RecordedLine.Received line) {
    try {
      JsonNode frame = JSON.readTree(line.frame());
      if (!frame.isArray()) {
        return;
      }
      JsonNode payload = frame.get(1);
      Market market = market(frame.get(frame.size() - 1).asText());
      long received = line.timeNanos();
      switch (frame.get(frame.size() - 2).asText()) {
        case "trade" ->
            payload.forEach(
                row ->
                    naive.add(
                        said(
                            market,
                            number(row.get(0)),
                            number(row.get(1)),
                            row.get(3).asText().equals("b") ? "BUY" : "SELL",
                            new BigDecimal(row.get(2).asText()).movePointRight(9).longValueExact(),
                            received,
                            false)));
        case "ticker" ->
            naive.add(
                said(
                    market,
                    number(payload.get("b").get(0)),
                    number(payload.get("b").get(2)),
                    number(payload.get("a").get(0)),
                    number(payload.get("a").get(2)),
                    received,
                    received));
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Decimal number(JsonNode node) {
    return Decimal.parse(node.asText());
  }

  private static Market market(String pair) {
    return Market.parse(
        "kraken:" + pair.replace("XBT", "BTC").replace('/', '-').toLowerCase(Locale.ROOT));
  }
}
