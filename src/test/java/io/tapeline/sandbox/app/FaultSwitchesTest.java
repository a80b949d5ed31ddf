package io.tapeline.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.binance.BinanceProtocol;
import io.tapeline.market.Instrument;
import io.tapeline.sandbox.app.TestSandbox.Socket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultSwitchesTest {

  private static final String TRADES = "/stream.binance.com/stream?streams=btcusdt@trade";

  private final TestSandbox sandbox = new TestSandbox(InstantSource.system(), Map.of());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void fault(String kind, long millis) throws Exception {
    var answer =
        sandbox.post(
            "/sandbox/faults",
            "{\"venue\":\"binance\",\"fault\":\"%s\",\"for_ms\":%d}".formatted(kind, millis));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static long number(Buffer frame) {
    return frame.toJsonObject().getJsonObject("data").getLong("t");
  }

  @Test
  void aDisconnectClosesSocketsUntilItIsOver() throws Exception {
    Socket socket = sandbox.open(TRADES);
    socket.next();
    fault("disconnect", 3_000);
    Buffer last = socket.next();
    while (last != Socket.CLOSED) {
      last = socket.next();
    }
    Socket soon = sandbox.open(TRADES);
    assertThat(soon.next()).isSameAs(Socket.CLOSED);
    Thread.sleep(3_100);
    assertThat(number(sandbox.open(TRADES).next())).isPositive();
  }

  @Test
  void aGapLosesTradesOnTheSocketThatRestStillHas() throws Exception {
    Socket socket = sandbox.open(TRADES);
    long before = number(socket.next());
    fault("gap", 400);
    List<Long> missing = new ArrayList<>();
    while (missing.isEmpty()) {
      long next = number(socket.next());
      for (long lost = before + 1; lost < next; lost++) {
        missing.add(lost);
      }
      before = next;
    }
    JsonArray rest =
        new JsonArray(
            sandbox.get("/api.binance.com/api/v3/trades?symbol=BTCUSDT&limit=1000").body());
    List<Long> held = rest.stream().map(trade -> ((JsonObject) trade).getLong("id")).toList();
    assertThat(held).containsAll(missing);
  }

  @Test
  void aDuplicateComesTwice() throws Exception {
    Socket socket = sandbox.open(TRADES);
    fault("duplicate", 5_000);
    Buffer before = socket.next();
    Buffer frame = socket.next();
    while (!frame.equals(before)) {
      before = frame;
      frame = socket.next();
    }
    assertThat(number(frame)).isPositive();
  }

  @Test
  void malformedFramesComeBesideGoodOnesThatMissNothing() throws Exception {
    fault("malformed", 10_000);
    Socket socket = sandbox.open(TRADES);
    FrameDecoder decoder = decoder();
    List<Long> numbers = new ArrayList<>();
    int broken = 0;
    while (numbers.size() < 40) {
      byte[] frame = socket.next().getBytes();
      switch (decoder.decode(frame, 0, frame.length, 0)) {
        case Decoded.Failed _, Decoded.Unknown _ -> broken++;
        case Decoded.Used _ ->
            decoder.events().trades().forEach(trade -> numbers.add(trade.id().low()));
        case Decoded.Control _, Decoded.Ignored _ -> {}
      }
    }
    assertThat(broken).isGreaterThanOrEqualTo(39);
    long first = numbers.getFirst();
    assertThat(numbers).isEqualTo(LongStream.range(first, first + 40).boxed().toList());
  }

  private static FrameDecoder decoder() {
    BinanceProtocol protocol = new BinanceProtocol();
    var listed = protocol.builtInMarkets(Set.of(Instrument.spot("btc", "usdt")));
    var codec = protocol.codec(URI.create("wss://stream.binance.com:9443/stream"), listed);
    return new FrameDecoder(codec, 16 << 20);
  }

  @Test
  void anOutlierIsOffOnTheSocketAndInRestAlike() throws Exception {
    Socket socket = sandbox.open(TRADES);
    BigDecimal fair = price(socket.next());
    fault("outlier", 20_000);
    Buffer frame = socket.next();
    while (price(frame).doubleValue() / fair.doubleValue() < 1.04) {
      frame = socket.next();
    }
    JsonArray rest =
        new JsonArray(
            sandbox.get("/api.binance.com/api/v3/trades?symbol=BTCUSDT&limit=1000").body());
    long number = number(frame);
    assertThat(rest.stream().map(JsonObject.class::cast).filter(t -> t.getLong("id") == number))
        .singleElement()
        .extracting(trade -> new BigDecimal(trade.getString("price")))
        .isEqualTo(price(frame));
    assertThat(price(frame).doubleValue() / fair.doubleValue()).isBetween(1.04, 1.06);
  }

  private static BigDecimal price(Buffer frame) {
    return new BigDecimal(frame.toJsonObject().getJsonObject("data").getString("p"));
  }

  @Test
  void aSilentVenueSaysNothingAndKeepsTheSocketOpen() throws Exception {
    Socket socket = sandbox.open(TRADES);
    socket.next();
    fault("silent", 60_000);
    while (socket.frames().poll(300, TimeUnit.MILLISECONDS) != null) {
      assertThat(socket.frames().size()).as("what was on its way").isLessThan(1_000);
    }
    socket.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"ethusdt@trade\"],\"id\":1}");
    assertThat(socket.frames().poll(700, TimeUnit.MILLISECONDS)).isNull();
    assertThat(sandbox.delete("/sandbox/faults").statusCode()).isEqualTo(204);
    assertThat(socket.next().toString()).contains("trade");
  }

  @Test
  void switchedFaultsAreListedUntilTheyAreOver() throws Exception {
    fault("silent", 2_000);
    assertThat(sandbox.get("/sandbox/faults").body()).contains("\"fault\":\"silent\"");
    Thread.sleep(2_100);
    assertThat(sandbox.get("/sandbox/faults").body()).isEqualTo("{\"data\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | /body",
        "{\"venue\":\"nowhere\",\"fault\":\"gap\",\"for_ms\":5} | /venue",
        "{\"venue\":\"okx\",\"fault\":\"flood\",\"for_ms\":5} | /fault",
        "{\"venue\":\"okx\",\"fault\":\"gap\"} | /for_ms",
        "{\"venue\":\"okx\",\"fault\":\"gap\",\"for_ms\":\"5\"} | /for_ms",
        "{\"venue\":\"okx\",\"fault\":\"gap\",\"for_ms\":5,\"market\":\"okx:x-y\"} | /market",
        "{\"venue\":\"okx\",\"fault\":\"outlier\",\"for_ms\":5,\"percent\":-100} | /percent"
      })
  void aBadFaultIsRefusedByName(String body, String pointer) throws Exception {
    var answer = sandbox.post("/sandbox/faults", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
  }
}
