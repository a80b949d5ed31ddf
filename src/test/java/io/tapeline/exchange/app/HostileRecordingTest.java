package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.binance.BinanceProtocol;
import io.tapeline.exchange.bybit.BybitProtocol;
import io.tapeline.exchange.coinbase.CoinbaseProtocol;
import io.tapeline.exchange.gemini.GeminiProtocol;
import io.tapeline.exchange.kraken.KrakenProtocol;
import io.tapeline.exchange.recording.DecodedSession;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.RecordedLine.Received;
import io.tapeline.exchange.recording.Recorder;
import io.tapeline.exchange.recording.Recording;
import io.tapeline.market.Instrument;
import io.tapeline.tape.TapeEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded sessions with rubbish among their frames, over real sockets: every trade arrives as if
 * there were none, and exactly the frames that the codec refuses are counted.
 */
class HostileRecordingTest {

  /** As much as the recorder's queue surely holds. */
  private static final int MAX_LINES = 6_000;

  @TempDir Path folder;

  static List<Arguments> sessions() {
    return List.of(
        Arguments.of("COINBASE", new CoinbaseProtocol()),
        Arguments.of("BYBIT", new BybitProtocol()),
        Arguments.of("GEMINI", new GeminiProtocol()),
        Arguments.of("BINANCE", new BinanceProtocol()),
        Arguments.of("KRAKEN", new KrakenProtocol()));
  }

  /** Texts that are no JSON, texts that are but say nothing, and bytes that are no text. */
  private static List<byte[]> corpus() throws IOException {
    try (Stream<Path> files =
        Files.list(TestData.path("badinput/JSONTestSuite/test_parsing")).sorted()) {
      List<byte[]> texts = new ArrayList<>();
      for (Path file : files.toList()) {
        texts.add(Files.readAllBytes(file));
      }
      texts.add(new byte[0]);
      texts.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{'});
      texts.add("{\"price\":1e999999999}".getBytes(StandardCharsets.US_ASCII));
      texts.add("[".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
      return texts;
    }
  }

  private static byte[] cutOrPadded(byte[] frame, SplittableRandom random) {
    if (random.nextBoolean()) {
      return Arrays.copyOf(frame, random.nextInt(frame.length));
    }
    byte[] longer = Arrays.copyOf(frame, frame.length + 1);
    longer[frame.length] = ']';
    return longer;
  }

  /** Records the session's first lines again; returns how many hostile frames are among them. */
  private int record(Path source, String venue, String name, List<byte[]> hostile)
      throws IOException {
    List<RecordedLine> lines = new ArrayList<>();
    Recording.of(source).orElseThrow().forEach(lines::add);
    SplittableRandom random = new SplittableRandom(lines.size());
    int[] sent = {0};
    try (Recorder recorder = new Recorder(folder.resolve(name))) {
      for (RecordedLine line : lines.subList(0, Math.min(MAX_LINES, lines.size()))) {
        recorder.record(venue, "session", line);
        if (line instanceof Received(String connection, long time, byte[] frame)
            && !hostile.isEmpty()) {
          byte[] bad =
              frame.length > 1 && random.nextInt(4) == 0
                  ? cutOrPadded(frame, random)
                  : hostile.get(sent[0] % hostile.size());
          recorder.record(venue, "session", new Received(connection, time, bad));
          sent[0]++;
        }
      }
      assertThat(recorder.dropped()).isZero();
    }
    return sent[0];
  }

  private static List<String> trades(ReplayRun run) {
    return run.events().stream()
        .filter(TapeEvent.Traded.class::isInstance)
        .map(event -> ((TapeEvent.Traded) event).trade().toString())
        .toList();
  }

  /** What the codec alone makes of the same frames. */
  private Map<String, Integer> verdicts(VenueProtocol protocol, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      Path file = files.findFirst().orElseThrow();
      Set<Instrument> builtIn = Set.of(Instrument.parse("btc-usdt"), Instrument.parse("eth-usdt"));
      return new DecodedSession(protocol, file, builtIn)
          .counts.entrySet().stream()
              .collect(
                  Collectors.groupingBy(
                      entry -> entry.getKey().replaceAll(" .*", ""),
                      Collectors.summingInt(Map.Entry::getValue)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sessions")
  void everyTradeArrivesAndEveryRefusedFrameIsCounted(String session, VenueProtocol protocol)
      throws Exception {
    Path source = TestData.path("sessions/cryptofeed-v3/" + session + ".jsonl.zst");
    String venue = protocol.venue().id();
    record(source, venue, "clean", List.of());
    int sent = record(source, venue, "hostile", corpus());
    ReplayRun clean = ReplayRun.of("replay:" + folder.resolve("clean") + "@max");
    ReplayRun disturbed = ReplayRun.of("replay:" + folder.resolve("hostile") + "@max");
    assertThat(trades(disturbed)).isNotEmpty().isEqualTo(trades(clean));
    assertThat(clean.count("tapeline.feed.decode.failures", venue)).isZero();
    double failed = disturbed.count("tapeline.feed.decode.failures", venue);
    int refused = verdicts(protocol, "hostile").getOrDefault("Failed", 0);
    assertThat(failed).isEqualTo(refused);
    // the rest are texts of valid JSON that a codec may take for a message of an unknown type
    assertThat(failed).isBetween(sent * 0.75, (double) sent);
  }
}
