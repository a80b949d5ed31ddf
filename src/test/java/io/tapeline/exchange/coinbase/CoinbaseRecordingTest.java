package io.tapeline.exchange.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeline.TestData;
import io.tapeline.exchange.recording.DecodedSession;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The recorded session, against a plain reading of the same frames as trees. */
class CoinbaseRecordingTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static DecodedSession session() throws IOException {
    return new DecodedSession(
        new CoinbaseProtocol(),
        TestData.path("sessions/cryptofeed-v3/COINBASE.jsonl.zst"),
        Set.of());
  }

  @Test
  void understandsEveryFrame() throws IOException {
    DecodedSession session = session();
    assertThat(session.counts)
        .isEqualTo(
            Map.of(
                "Used market_trades", 59,
                "Used ticker", 160,
                "Ignored l2_data", 775,
                "Ignored candles", 6,
                "Control subscriptions", 5,
                "Control heartbeats", 25));
    assertThat(session.notices).isEmpty();
  }

  @Test
  void tellsTheTradesAndQuotesThatTreesTell() throws IOException {
    DecodedSession session = session();
    List<Trade> trades = new ArrayList<>();
    List<Trade> history = new ArrayList<>();
    List<Quote> quotes = new ArrayList<>();
    for (RecordedLine.Received line : session.frames) {
      JsonNode frame = MAPPER.readTree(line.frame());
      for (JsonNode event : frame.get("events")) {
        List<Trade> told = new ArrayList<>();
        for (JsonNode trade : event.path("trades")) {
          told.addFirst(trade(trade, line.timeNanos()));
        }
        (event.path("type").asText().equals("snapshot") ? history : trades).addAll(told);
        for (JsonNode ticker : event.path("tickers")) {
          quotes.add(quote(ticker, frame.get("timestamp").asText(), line.timeNanos()));
        }
      }
    }
    assertThat(history).isNotEmpty();
    assertThat(session.history).isEqualTo(history);
    assertThat(trades).isNotEmpty();
    assertThat(session.trades).isEqualTo(trades);
    assertThat(quotes).hasSize(160);
    assertThat(session.quotes).isEqualTo(quotes);
  }

  private static Trade trade(JsonNode node, long received) {
    return new Trade(
        market(node),
        TradeId.of(Long.parseLong(node.get("trade_id").asText())),
        Decimal.parse(node.get("price").asText()),
        Decimal.parse(node.get("size").asText()),
        node.get("side").asText().equals("BUY") ? Side.SELL : Side.BUY,
        nanos(node.get("time").asText()),
        received,
        1);
  }

  private static Quote quote(JsonNode node, String time, long received) {
    return new Quote(
        market(node),
        Decimal.parse(node.get("best_bid").asText()),
        Decimal.parse(node.get("best_bid_quantity").asText()),
        Decimal.parse(node.get("best_ask").asText()),
        Decimal.parse(node.get("best_ask_quantity").asText()),
        nanos(time),
        received);
  }

  private static Market market(JsonNode node) {
    return Market.parse("coinbase:" + node.get("product_id").asText().toLowerCase(Locale.ROOT));
  }

  private static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  /** Who buys aggressively pays the ask: this is how we know whose side the venue tells. */
  @Test
  void hasBuyersPayTheAskAndSellersTakeTheBid() throws IOException {
    DecodedSession session = session();
    Map<Market, Quote> best = new HashMap<>();
    int agree = 0;
    int disagree = 0;
    List<Quote> quotes = new ArrayList<>(session.quotes);
    for (Trade trade : session.trades) {
      while (!quotes.isEmpty()
          && quotes.getFirst().receivedTimeNanos() < trade.receivedTimeNanos()) {
        best.put(quotes.getFirst().market(), quotes.removeFirst());
      }
      Quote quote = best.get(trade.market());
      if (quote != null && quote.ask() != null && quote.bid() != null) {
        boolean atAsk = trade.price().compareTo(quote.ask()) >= 0;
        boolean atBid = trade.price().compareTo(quote.bid()) <= 0;
        agree +=
            (atAsk && trade.side() == Side.BUY) || (atBid && trade.side() == Side.SELL) ? 1 : 0;
        disagree +=
            (atAsk && trade.side() == Side.SELL) || (atBid && trade.side() == Side.BUY) ? 1 : 0;
      }
    }
    assertThat(agree).isGreaterThan(60);
    assertThat(disagree).isLessThan(agree / 10);
  }

  @Test
  void listsEveryProductOnceAndNoAlias() throws IOException {
    DecodedSession session = session();
    assertThat(session.markets).hasSize(520);
    assertThat(session.markets).extracting(ListedMarket::market).doesNotHaveDuplicates();
    assertThat(session.markets)
        .extracting(ListedMarket::status)
        .containsOnly(ListedMarket.Status.TRADING, ListedMarket.Status.DELISTED);
    assertThat(session.pages.getFirst().unmapped()).hasSize(400).containsKey("BTC-USDC");
    assertThat(session.pages.getFirst().usdReferencePrices())
        .containsEntry(new Asset("usdt"), Decimal.parse("0.99932"))
        .doesNotContainKey(new Asset("dai"));
  }
}
