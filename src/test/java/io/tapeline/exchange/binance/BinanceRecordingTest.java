package io.tapeline.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeline.TestData;
import io.tapeline.exchange.recording.DecodedSession;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorded sessions, against a plain reading of the same frames as trees. */
class BinanceRecordingTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static DecodedSession session(String file) throws IOException {
    return new DecodedSession(
        file.contains("_US") ? new BinanceUsProtocol() : new BinanceProtocol(),
        TestData.path("sessions/" + file),
        Set.of(Instrument.parse("btc-usdt"), Instrument.parse("eth-usdt")));
  }

  @ParameterizedTest
  @CsvSource({
    "cryptofeed-v3/BINANCE.jsonl.zst, 0, 2, 84, 177, 2",
    "cryptofeed-v3/BINANCE_US.jsonl.zst, 0, 11, 128, 336, 5",
    "binance-spot-20240808/btcusdt_20240808.gz, 9757, 0, 28040, 3451, 0",
    "binance-spot-20240808/ethusdt_20240808.gz, 6106, 0, 24077, 3434, 0"
  })
  void understandsEveryFrameAndTellsWhatTreesTell(
      String file, int matches, int aggregates, int tickers, int depths, int klines)
      throws IOException {
    DecodedSession session = session(file);
    Map<String, Integer> counts = new HashMap<>();
    counts.put("Used trade", matches);
    counts.put("Used aggTrade", aggregates);
    counts.put("Used bookTicker", tickers);
    counts.put("Ignored depth", depths);
    counts.put("Ignored kline", klines);
    counts.values().removeIf(count -> count == 0);
    assertThat(session.counts).isEqualTo(counts);

    Map<String, Market> markets = new HashMap<>();
    session.markets.forEach(market -> markets.put(market.symbol(), market.market()));
    List<Trade> trades = new ArrayList<>();
    List<Quote> quotes = new ArrayList<>();
    for (RecordedLine.Received line : session.frames) {
      JsonNode frame = MAPPER.readTree(line.frame());
      JsonNode data = frame.get("data");
      Market market = markets.get(data.path("s").asText());
      if (frame.get("stream").asText().matches(".*@(aggTrade|trade)")) {
        trades.add(trade(data, Objects.requireNonNull(market), line.timeNanos()));
      } else if (frame.get("stream").asText().endsWith("@bookTicker")) {
        quotes.add(quote(data, Objects.requireNonNull(market), line.timeNanos()));
      }
    }
    assertThat(trades).hasSize(matches + aggregates);
    assertThat(session.trades).isEqualTo(trades);
    assertThat(quotes).hasSize(tickers);
    assertThat(session.quotes).isEqualTo(quotes);
    assertThat(session.notices).isEmpty();
  }

  private static Trade trade(JsonNode data, Market market, long received) {
    boolean aggregate = data.get("e").asText().equals("aggTrade");
    long last = data.get(aggregate ? "l" : "t").longValue();
    long first = data.get(aggregate ? "f" : "t").longValue();
    return new Trade(
        market,
        TradeId.of(last),
        Decimal.parse(data.get("p").asText()),
        Decimal.parse(data.get("q").asText()),
        data.get("m").booleanValue() ? Side.SELL : Side.BUY,
        data.get("T").longValue() * 1_000_000,
        received,
        (int) (last - first + 1));
  }

  private static Quote quote(JsonNode data, Market market, long received) {
    return new Quote(
        market,
        Decimal.parse(data.get("b").asText()),
        Decimal.parse(data.get("B").asText()),
        Decimal.parse(data.get("a").asText()),
        Decimal.parse(data.get("A").asText()),
        received,
        received);
  }

  @ParameterizedTest
  @CsvSource({"BINANCE, 1695, 1262", "BINANCE_US, 121, 117"})
  void listsEverySymbolOnce(String name, int all, int trading) throws IOException {
    DecodedSession session = session("cryptofeed-v3/" + name + ".jsonl.zst");
    assertThat(session.markets).hasSize(all);
    assertThat(session.markets).extracting(ListedMarket::market).doesNotHaveDuplicates();
    assertThat(session.markets)
        .filteredOn(market -> market.status() == ListedMarket.Status.TRADING)
        .hasSize(trading);
    assertThat(session.markets).allMatch(market -> market.tickSize() != null);
    assertThat(session.pages.getFirst().unmapped()).isEmpty();
  }
}
