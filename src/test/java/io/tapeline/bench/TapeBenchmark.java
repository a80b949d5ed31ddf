package io.tapeline.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleBuilder;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.binance.BinanceProtocol;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recording;
import io.tapeline.index.IndexEngine;
import io.tapeline.index.IndexRules;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.tape.SequenceGuard.Sequencing;
import io.tapeline.tape.Sequencer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Recorded frames of Binance's dense session: bytes → decoded → each trade once → candles → index,
 * against Jackson's streaming parser only stepping through the same bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 5)
public class TapeBenchmark {

  private static final long TICK = 100_000_000L;

  @Param({"all", "trades"})
  public String messages = "all";

  @SuppressWarnings("ArrayRecordComponent") // read only
  private record Frame(byte[] bytes, long timeNanos) {}

  private Frame[] frames = {};
  private int next;
  private @Nullable Pipeline pipeline;
  private final JsonFactory jackson = new JsonFactory();

  @Setup
  public void read() throws IOException {
    Path folder = Path.of(System.getenv("TAPELINE_DATA"), "sessions/binance-spot-20240808");
    List<Frame> all = new ArrayList<>();
    for (Recording recording : Recording.in(folder)) {
      recording.forEach(
          line -> {
            if (line instanceof RecordedLine.Received(_, long time, byte[] frame)) {
              all.add(new Frame(frame, time));
            }
          });
    }
    all.sort(Comparator.comparingLong(Frame::timeNanos));
    List<Frame> wanted =
        messages.equals("all")
            ? all
            : all.stream()
                .filter(
                    f -> new String(f.bytes, 0, 30, StandardCharsets.US_ASCII).contains("@trade"))
                .toList();
    frames = wanted.toArray(Frame[]::new);
  }

  /** One message; at the end of the session all starts anew, with nothing known. */
  @Benchmark
  public void bytesToCandleAndIndex(Blackhole sink) {
    Pipeline running = pipeline;
    if (next == 0 || running == null) {
      running = new Pipeline(sink);
      pipeline = running;
    }
    running.take(turn());
  }

  @Benchmark
  public void jacksonTokenizes(Blackhole sink) throws IOException {
    try (JsonParser parser = jackson.createParser(turn().bytes)) {
      while (parser.nextToken() != null) {
        sink.consume(parser.currentToken());
      }
    }
  }

  private Frame turn() {
    Frame frame = frames[next];
    next = next + 1 == frames.length ? 0 : next + 1;
    return frame;
  }

  /** What the service does with a frame, without sockets, threads and stores. */
  private static final class Pipeline {
    private final FrameDecoder decoder;
    private final Sequencer sequencer = new Sequencer(_ -> true);
    private final IndexEngine index = new IndexEngine(IndexRules.standard());
    private final Map<Market, CandleBuilder[]> candles = new HashMap<>();
    private final Consumer<Candle> closed;
    private final Blackhole sink;
    private long nextTick;

    Pipeline(Blackhole sink) {
      this.sink = sink;
      this.closed = sink::consume;
      BinanceProtocol binance = new BinanceProtocol();
      this.decoder =
          new FrameDecoder(
              binance.codec(
                  URI.create("wss://stream.binance.com:9443/stream"),
                  binance.builtInMarkets(
                      Set.of(Instrument.parse("btc-usdt"), Instrument.parse("eth-usdt")))),
              1 << 24);
    }

    void take(Frame frame) {
      tick(frame.timeNanos);
      sink.consume(decoder.decode(frame.bytes, 0, frame.bytes.length, frame.timeNanos));
      List<Trade> trades = decoder.events().trades();
      for (int i = 0; i < trades.size(); i++) {
        trade(trades.get(i));
      }
      decoder.events().quotes().forEach(index::quoted);
    }

    private void trade(Trade trade) {
      if (sequencer.accept(trade) instanceof Sequencing.Duplicate) {
        return;
      }
      CandleBuilder[] builders = candles.get(trade.market());
      if (builders == null) {
        builders =
            new CandleBuilder[] {
              new CandleBuilder(Interval.S1, TICK * 5, TICK * 6000),
              new CandleBuilder(Interval.M1, TICK * 5, TICK * 6000)
            };
        candles.put(trade.market(), builders);
      }
      builders[0].apply(trade, closed);
      builders[1].apply(trade, closed);
      index.traded(trade);
    }

    private void tick(long timeNanos) {
      if (nextTick == 0) {
        nextTick = timeNanos / TICK * TICK;
      }
      while (nextTick <= timeNanos) {
        for (CandleBuilder[] builders : candles.values()) {
          builders[0].tick(nextTick, closed);
          builders[1].tick(nextTick, closed);
        }
        index.tick(nextTick, sink::consume);
        nextTick += TICK;
      }
    }
  }
}
