package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeline.TestData;
import io.tapeline.candle.Candle;
import io.tapeline.exchange.app.ReplayRun.Closed;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recording;
import io.tapeline.index.Constituent;
import io.tapeline.index.IndexPrice;
import io.tapeline.index.Source;
import io.tapeline.market.Interval;
import io.tapeline.tape.TapeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Recorded sessions, played over real local sockets to the end. */
class ReplayTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static String threeVenues() {
    String folder = TestData.path("sessions/cryptofeed-v3") + "/";
    return "replay:%sCOINBASE.jsonl.zst,%sBYBIT.jsonl.zst,%sGEMINI.jsonl.zst@max@align"
        .formatted(folder, folder, folder);
  }

  private static String dense() {
    return "replay:" + TestData.path("sessions/binance-spot-20240808") + "@max";
  }

  @Test
  void threeVenuesRecordedApartMakeOneIndexTogether() throws Exception {
    ReplayRun run = ReplayRun.of(threeVenues());
    Set<String> together =
        run.prices().stream()
            .filter(price -> price.instrument().id().equals("btc-usd"))
            .map(
                price ->
                    price.constituents().stream()
                        .filter(c -> c.excluded() == null)
                        .map(c -> c.source().venue())
                        .collect(Collectors.toSet()))
            .max(Comparator.comparingInt(Set::size))
            .orElseThrow();
    assertThat(together).containsExactlyInAnyOrder("bybit", "coinbase", "gemini");
  }

  @Test
  void aStablecoinWithoutAMarketInSightIsConvertedByTheVenuesOwnReference() throws Exception {
    ReplayRun run = ReplayRun.of(threeVenues());
    IndexPrice price =
        run.board().price(io.tapeline.market.Instrument.spot("btc", "usd")).orElseThrow().price();
    Constituent bybit =
        price.constituents().stream()
            .filter(c -> c.source().id().equals("bybit:btc-usdt"))
            .findFirst()
            .orElseThrow();
    assertThat(bybit.rateSource()).isEqualTo(Constituent.RateSource.VENUE_REFERENCE);
    assertThat(bybit.rate()).isEqualTo(io.tapeline.market.Decimal.parse("0.99932"));
    assertThat(price.parity()).isFalse();
  }

  @Test
  void perpetualsAreMarketsAndNeverConstituents() throws Exception {
    ReplayRun run = ReplayRun.of(threeVenues());
    Set<String> traded =
        run.events().stream()
            .filter(TapeEvent.Traded.class::isInstance)
            .map(e -> ((TapeEvent.Traded) e).trade().market().id())
            .collect(Collectors.toSet());
    assertThat(traded).contains("bybit:btc-usdt-perp", "bybit:btc-usdt");
    assertThat(run.prices())
        .flatExtracting(IndexPrice::constituents)
        .allMatch(
            c -> c.source() instanceof Source.OfMarket(var market) && market.instrument().isSpot());
  }

  @Test
  void twoReplaysGiveTheSameCandlesAndPricesToTheLastDigit() throws Exception {
    ReplayRun first = ReplayRun.of(threeVenues());
    ReplayRun second = ReplayRun.of(threeVenues());
    assertThat(second.candles()).isNotEmpty().isEqualTo(first.candles());
    assertThat(second.prices()).isNotEmpty().isEqualTo(first.prices());
    ReplayRun dense = ReplayRun.of(dense());
    ReplayRun again = ReplayRun.of(dense());
    assertThat(again.candles()).isNotEmpty().isEqualTo(dense.candles());
    assertThat(again.prices()).isNotEmpty().isEqualTo(dense.prices());
    assertThat(again.events()).isEqualTo(dense.events());
  }

  /** A trade as a tree parser reads it, for a second opinion. */
  private record Plain(long timeMillis, long id, BigDecimal price, BigDecimal quantity) {}

  @Test
  void candlesEqualANaiveRecomputationFromTheRawRecording() throws Exception {
    ReplayRun run = ReplayRun.of(dense());
    for (String symbol : List.of("btcusdt", "ethusdt")) {
      List<Plain> trades = naiveTrades(symbol);
      for (Interval interval : List.of(Interval.S1, Interval.M1)) {
        String series = "binance:" + symbol.substring(0, 3) + "-usdt";
        Map<Long, Candle> made =
            run.candles().stream()
                .filter(c -> c.series().id().equals(series))
                .map(Closed::candle)
                .filter(c -> c.interval() == interval && !c.synthetic())
                .collect(
                    Collectors.toMap(
                        Candle::openTimeNanos, c -> c, (_, newer) -> newer, TreeMap::new));
        Map<Long, List<Plain>> groups = new TreeMap<>();
        trades.forEach(
            t ->
                groups
                    .computeIfAbsent(
                        t.timeMillis / interval.millis() * interval.millis(),
                        _ -> new ArrayList<>())
                    .add(t));
        // the recording ends within the last intervals, which stay open
        long lastClosed = made.keySet().stream().max(Long::compare).orElseThrow() / 1_000_000;
        assertThat(made).hasSizeGreaterThan(interval == Interval.S1 ? 250 : 4);
        groups.forEach(
            (open, group) -> {
              if (open <= lastClosed) {
                compare(made.get(open * 1_000_000), group);
              }
            });
        assertThat(made.size())
            .isEqualTo((int) groups.keySet().stream().filter(o -> o <= lastClosed).count());
      }
    }
  }

  private static void compare(@org.jspecify.annotations.Nullable Candle made, List<Plain> group) {
    Candle candle = java.util.Objects.requireNonNull(made);
    List<BigDecimal> prices = group.stream().map(Plain::price).sorted().toList();
    BigDecimal volume =
        group.stream().map(Plain::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal notional =
        group.stream()
            .map(t -> t.price.multiply(t.quantity))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Plain> inOrder =
        group.stream().sorted(Comparator.comparingLong(Plain::timeMillis)).toList();
    assertThat(candle.open().toBigDecimal()).isEqualByComparingTo(inOrder.getFirst().price);
    assertThat(candle.close().toBigDecimal()).isEqualByComparingTo(inOrder.getLast().price);
    assertThat(candle.high().toBigDecimal()).isEqualByComparingTo(prices.getLast());
    assertThat(candle.low().toBigDecimal()).isEqualByComparingTo(prices.getFirst());
    assertThat(candle.volume()).isEqualByComparingTo(volume);
    assertThat(candle.quoteVolume()).isEqualByComparingTo(notional);
    assertThat(candle.trades()).isEqualTo(group.size());
  }

  private static List<Plain> naiveTrades(String symbol) throws IOException {
    Recording recording =
        Recording.of(TestData.path("sessions/binance-spot-20240808/" + symbol + "_20240808.gz"))
            .orElseThrow();
    Map<Long, Plain> byId = new TreeMap<>();
    recording.forEach(
        line -> {
          if (line instanceof RecordedLine.Received(_, _, byte[] frame)) {
            JsonNode data = tree(frame).path("data");
            if (data.path("e").asText().equals("trade")) {
              byId.putIfAbsent(
                  data.path("t").longValue(),
                  new Plain(
                      data.path("T").longValue(),
                      data.path("t").longValue(),
                      new BigDecimal(data.path("p").asText()),
                      new BigDecimal(data.path("q").asText())));
            }
          }
        });
    return List.copyOf(byId.values());
  }

  private static JsonNode tree(byte[] frame) {
    try {
      return JSON.readTree(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** While a minute runs, the venue's own candle of it must be what we have up to that moment. */
  @Test
  void candlesEqualTheVenuesOwnWhereTheyAreWatchedFromTheirStart() throws Exception {
    Recording recording =
        Recording.of(TestData.path("sessions/cryptofeed-v3/BYBIT.jsonl.zst")).orElseThrow();
    ReplayRun run = ReplayRun.of("replay:" + recording.file() + "@max");
    List<io.tapeline.market.Trade> trades =
        run.events().stream()
            .filter(TapeEvent.Traded.class::isInstance)
            .map(e -> ((TapeEvent.Traded) e).trade())
            .toList();
    List<String> compared = new ArrayList<>();
    recording.forEach(
        line -> {
          if (line instanceof RecordedLine.Received(String connection, _, byte[] frame)) {
            JsonNode message = tree(frame);
            String topic = message.path("topic").asText();
            if (topic.startsWith("kline.1.")) {
              String base =
                  topic
                      .substring("kline.1.".length())
                      .replace("USDT", "")
                      .toLowerCase(java.util.Locale.ROOT);
              String market = "bybit:" + base + (connection.endsWith("2") ? "-usdt-perp" : "-usdt");
              compareOwn(message.path("data").get(0), market, trades, compared);
            }
          }
        });
    assertThat(compared).hasSizeGreaterThan(20);
  }

  private static void compareOwn(
      JsonNode own, String market, List<io.tapeline.market.Trade> trades, List<String> compared) {
    long start = own.path("start").longValue();
    long until = own.path("timestamp").longValue();
    // the recording begins at 1786310819: the minute that starts after it is watched from its start
    if (start < 1_786_310_820_000L) {
      return;
    }
    List<io.tapeline.market.Trade> known =
        trades.stream()
            .filter(t -> t.market().id().equals(market))
            .filter(t -> t.eventTimeNanos() / 1_000_000 >= start)
            .filter(t -> t.eventTimeNanos() / 1_000_000 <= until)
            .toList();
    BigDecimal volume =
        known.stream()
            .map(t -> t.quantity().toBigDecimal())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (volume.compareTo(new BigDecimal(own.path("volume").asText())) == 0 && !known.isEmpty()) {
      assertThat(known.getLast().price().toBigDecimal())
          .isEqualByComparingTo(own.path("close").asText());
      compared.add(market);
    }
  }
}
