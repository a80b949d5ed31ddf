package io.tapeline.exchange.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Configs;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Venue;
import io.tapeline.ops.FeedMeters;
import io.tapeline.tape.app.Lane;
import io.tapeline.tape.app.Tape;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A venue that breaks the rules of WebSocket itself: we connect again, and go on. */
class HostileSocketTest {

  private static final Venue VENUE = new Venue("faulty");
  private static final int MAX_FRAME_BYTES = 65_536;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final List<Long> numbers = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Notes the number that every good frame has. */
  private final VenueCodec codec =
      (frame, _, _) -> {
        frame.enterObject();
        frame.nextField();
        long number = frame.number();
        frame.skipRestOfObject();
        frame.end();
        numbers.add(number);
        return new Decoded.Used("number");
      };

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static byte[] number(int n) {
    return FaultyVenue.text("{\"n\":" + n + "}");
  }

  /** Frames after which nothing can be read any more. */
  private static List<byte[]> fatal() {
    byte[] some = "some".getBytes(US_ASCII);
    byte[] masked = {(byte) 0x81, (byte) 0x84, 1, 2, 3, 4, 5, 6, 7, 8};
    byte[] endless = {(byte) 0x81, 127, 0x3f, -1, -1, -1, -1, -1, -1, -1};
    byte[] negative = {(byte) 0x81, 127, -1, -1, -1, -1, -1, -1, -1, -1};
    return List.of(
        FaultyVenue.frame(0x83, some), // an opcode that does not exist
        FaultyVenue.frame(0xC1, some), // a compressed frame that nobody asked for
        FaultyVenue.frame(0x80, some), // the end of nothing
        FaultyVenue.frame(0x89, new byte[200]), // a ping that is too long
        FaultyVenue.frame(0x09, some), // a ping in parts
        FaultyVenue.frame(0x88, new byte[] {1}), // a close with half a code
        masked,
        endless,
        negative,
        "HTTP/1.1 500 Oops\r\n\r\n".getBytes(US_ASCII));
  }

  private static void play(OutputStream out, int n, byte[] then) throws IOException {
    out.write(number(n));
    out.write(then);
  }

  private static FaultyVenue.Script unwelcome(String instead) {
    return new FaultyVenue.Script() {
      @Override
      public void play(OutputStream out) throws IOException {
        out.write(instead.getBytes(US_ASCII));
        out.close();
      }

      @Override
      public boolean greets() {
        return false;
      }
    };
  }

  /** What is wrong within a frame costs that frame only. */
  private static void playMendable(OutputStream out) throws IOException {
    out.write(number(100));
    out.write(FaultyVenue.frame(0x81, new byte[] {(byte) 0xff, (byte) 0xfe, '{'}));
    out.write(FaultyVenue.frame(0x82, new byte[] {0, 1, 2}));
    out.write(FaultyVenue.frame(0x81, new byte[0]));
    out.write(FaultyVenue.frame(0x81, new byte[MAX_FRAME_BYTES + 1]));
    out.write(FaultyVenue.frame(0x01, "{\"n\":1".getBytes(US_ASCII)));
    for (int i = 0; i < 20; i++) {
      out.write(FaultyVenue.frame(0x00, new byte[10_000]));
      out.write(FaultyVenue.frame(0x89, "still there?".getBytes(US_ASCII)));
    }
    out.write(FaultyVenue.frame(0x80, "}".getBytes(US_ASCII)));
    // a good frame in parts, and one whose bytes come one by one
    out.write(FaultyVenue.frame(0x01, "{\"n\":1".getBytes(US_ASCII)));
    out.write(FaultyVenue.frame(0x80, "01}".getBytes(US_ASCII)));
    for (byte b : number(102)) {
      out.write(b);
      out.flush();
    }
  }

  private VenueConnection connect(int port) {
    FeedConfig config =
        Configs.of(
            FeedConfig.class,
            Map.of(
                "tapeline.exchange.min-backoff",
                "10ms",
                "tapeline.exchange.max-frame-bytes",
                "" + MAX_FRAME_BYTES));
    FeedMeters counters = new FeedMeters(meters);
    Tape tape =
        new Tape(List.of(), new TapeFindings(Map.of(), counters), _ -> false, true, () -> 0L);
    Lane lane = tape.open("faulty-1");
    VenueLink link =
        new VenueLink(
            vertx,
            vertx.getOrCreateContext(),
            vertx.createWebSocketClient(
                new WebSocketClientOptions()
                    .setMaxFrameSize(1 << 20)
                    .setMaxMessageSize(1 << 20)
                    .setClosingTimeout(1)),
            new Endpoints.Local(port),
            config,
            new RecordingTap(config),
            false,
            () -> Clock.systemUTC().millis() * 1_000_000);
    ConnectionPlan plan =
        new ConnectionPlan(
            VENUE,
            "faulty-1",
            URI.create("wss://faulty.example/ws"),
            Set.of(),
            List.of("hello"),
            Duration.ZERO,
            null,
            Duration.ofSeconds(30));
    VenueConnection connection =
        new VenueConnection(
            plan,
            link,
            () -> new FrameIntake("faulty", "faulty-1", Set.of(), codec, lane, counters, config),
            lane,
            new Patient());
    connection.start();
    return connection;
  }

  /** Lets the connection do as it does. */
  private static final class Patient implements VenueConnection.Owner {
    @Override
    public void opened(VenueConnection connection, boolean again, long lostSinceNanos) {}

    @Override
    public void messagesLost(VenueConnection connection) {}

    @Override
    public void ended(VenueConnection connection) {}
  }

  private void awaitNumber(long last) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!numbers.contains(last) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void faultsOfTheSocketCostAConnectionAndFaultsOfAFrameThatFrame() throws Exception {
    List<byte[]> fatal = fatal();
    List<FaultyVenue.Script> scripts = new ArrayList<>();
    for (int i = 0; i < fatal.size(); i++) {
      int n = i;
      scripts.add(out -> play(out, n, fatal.get(n)));
    }
    scripts.add(unwelcome(""));
    scripts.add(unwelcome("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
    scripts.add(unwelcome("220 smtp.example ready\r\n"));
    scripts.add(unwelcome("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"));
    scripts.add(
        out -> {
          out.write(new byte[] {(byte) 0x81, 100, '{'});
          out.close();
        });
    scripts.add(HostileSocketTest::playMendable);
    try (FaultyVenue venue = new FaultyVenue(scripts)) {
      VenueConnection connection = connect(venue.port());
      awaitNumber(102);
      List<Long> expected =
          new ArrayList<>(IntStream.range(0, fatal.size()).mapToObj(Long::valueOf).toList());
      expected.addAll(List.of(100L, 101L, 102L));
      assertThat(numbers).isEqualTo(expected);
      assertThat(connection.state().phase()).isEqualTo(ConnectionState.Phase.OPEN);
      assertThat(connection.state().reconnects()).isEqualTo(fatal.size() + 1L);
      assertThat(meters.get("tapeline.feed.decode.failures").tag("venue", "faulty").counter())
          .satisfies(failures -> assertThat(failures.count()).isEqualTo(5));
      connection.stop();
    }
  }
}
