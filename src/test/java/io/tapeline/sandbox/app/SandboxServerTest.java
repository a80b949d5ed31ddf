package io.tapeline.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Market;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.app.TestSandbox.Socket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SandboxServerTest {

  private static final String SUBSCRIBE_BITSTAMP =
      "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}";
  private static final String SUBSCRIBE_COINBASE =
      "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"market_trades\"}";
  private static final String BINANCE =
      "/stream.binance.com/stream?streams=btcusdt@trade/btcusdt@bookTicker";

  /** A clock that the test sets. */
  private static final class Clock implements InstantSource {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-08-09T12:00:00Z"));

    @Override
    public Instant instant() {
      return now.get();
    }

    void advanceMillis(long millis) {
      now.updateAndGet(before -> before.plusMillis(millis));
    }
  }

  private static List<String> trades(Socket socket, int count) throws InterruptedException {
    List<String> trades = new ArrayList<>();
    while (trades.size() < count) {
      trades.add(socket.next("\"e\":\"trade\""));
    }
    return trades;
  }

  @Test
  void twoServersSayTheSame() throws Exception {
    Clock clock = new Clock();
    try (TestSandbox one = new TestSandbox(clock, Map.of());
        TestSandbox other = new TestSandbox(clock, Map.of())) {
      Socket first = one.open(BINANCE);
      Socket second = other.open(BINANCE);
      Thread.sleep(300); // both are served by then
      clock.advanceMillis(5_000);
      assertThat(trades(first, 50)).isEqualTo(trades(second, 50));
    }
  }

  @Test
  void oneWhoComesAgainSeesTheVeryMarketGoOn() throws Exception {
    Clock clock = new Clock();
    try (TestSandbox sandbox = new TestSandbox(clock, Map.of())) {
      Socket stays = sandbox.open(BINANCE);
      Socket leaves = sandbox.open(BINANCE);
      Thread.sleep(300); // both are served by then
      leaves.socket().close();
      clock.advanceMillis(2_000);
      List<String> missed = trades(stays, 10);
      JsonArray rest =
          new JsonArray(
              sandbox.get("/api.binance.com/api/v3/trades?symbol=BTCUSDT&limit=1000").body());
      for (String trade : missed) {
        long id = new JsonObject(trade).getJsonObject("data").getLong("t");
        assertThat(rest.stream().map(each -> ((JsonObject) each).getLong("id"))).contains(id);
      }
    }
  }

  @Test
  void aTradeOnTheSocketIsTheSimulatedOne() throws Exception {
    try (TestSandbox sandbox = new TestSandbox(InstantSource.system(), Map.of())) {
      Socket socket = sandbox.open("/ws.bitstamp.net/");
      socket.say(SUBSCRIBE_BITSTAMP);
      assertThat(socket.next("subscription_succeeded")).contains("live_trades_btcusd");
      JsonObject trade = new JsonObject(socket.next("\"event\":\"trade\"")).getJsonObject("data");
      SimulatedMarket market =
          sandbox.markets().find(Market.parse("bitstamp:btc-usd")).orElseThrow();
      assertThat(trade.getString("price_str"))
          .isEqualTo(market.trade(trade.getLong("id")).price().toString());
    }
  }

  @Test
  void whatNobodyUnderstandsIsAnsweredAndTheSocketGoesOn() throws Exception {
    try (TestSandbox sandbox = new TestSandbox(InstantSource.system(), Map.of())) {
      Socket socket = sandbox.open("/advanced-trade-ws.coinbase.com/");
      for (String rubbish :
          List.of("{", "[]", "{\"type\":5}", "{\"type\":\"subscribe\"}", "ping")) {
        socket.say(rubbish);
        assertThat(socket.next().toString()).contains("\"type\":\"error\"");
      }
      socket.say(SUBSCRIBE_COINBASE);
      assertThat(socket.next("snapshot")).contains("\"sequence_num\":0");
    }
  }

  @Test
  void unknownHostsPathsAndSymbolsAreRefusedAsVenuesDo() throws Exception {
    try (TestSandbox sandbox = new TestSandbox(InstantSource.system(), Map.of())) {
      assertThat(sandbox.get("/api.example.com/x").statusCode()).isEqualTo(404);
      assertThat(sandbox.get("/").statusCode()).isEqualTo(404);
      assertThat(sandbox.get("/api.binance.com/api/v3/nothing").statusCode()).isEqualTo(404);
      assertThat(sandbox.get("/api.binance.com/api/v3/trades?symbol=NOPE").body())
          .contains("-1121");
      assertThat(sandbox.get("/api.kraken.com/0/public/Trades?pair=NOPE").body())
          .contains("Unknown asset pair");
      assertThat(sandbox.get("/www.okx.com/api/v5/market/trades").body()).contains("51001");
    }
  }

  @Test
  void theStateNamesTheWorldAndCountsFrames() throws Exception {
    try (TestSandbox sandbox =
        new TestSandbox(InstantSource.system(), Map.of("tapeline.sandbox.seed", "7"))) {
      Socket socket = sandbox.open(BINANCE);
      socket.next();
      JsonObject state = new JsonObject(sandbox.get("/sandbox").body());
      assertThat(state.getString("world")).startsWith("seed 7: binance");
      assertThat(state.getInteger("sockets")).isEqualTo(1);
      assertThat(state.getLong("frames_sent")).isPositive();
    }
  }

  @Test
  void aPortThatIsTakenFailsTheStart() throws Exception {
    try (TestSandbox sandbox = new TestSandbox(InstantSource.system(), Map.of())) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> sandbox.another().start(sandbox.port()).await().indefinitely())
          .hasMessageContaining("in use");
    }
  }
}
