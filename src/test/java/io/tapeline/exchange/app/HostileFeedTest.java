package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recorder;
import io.tapeline.sandbox.Frames;
import io.tapeline.sandbox.Protocols;
import io.tapeline.tape.TapeEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A venue that sends rubbish among its frames, over a real socket: the rest arrives all the same.
 */
class HostileFeedTest {

  private static final int SECONDS = 3;
  private static final int MAX_FRAME_BYTES = 16 << 20;
  private static final long MILLI = 1_000_000;

  @TempDir Path folder;

  static List<VenueProtocol> protocols() {
    return Protocols.all();
  }

  private static List<byte[]> invented(byte[] valid) {
    List<byte[]> hostile = new ArrayList<>();
    hostile.add(new byte[0]);
    hostile.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{'});
    hostile.add(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
    hostile.add("[".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
    hostile.add("{\"data\":".repeat(50_000).getBytes(StandardCharsets.US_ASCII));
    hostile.add("not JSON at all".getBytes(StandardCharsets.US_ASCII));
    byte[] large = new byte[MAX_FRAME_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    hostile.add(large);
    for (int cut = 1; cut < valid.length; cut += 11) {
      hostile.add(Arrays.copyOf(valid, cut));
    }
    return hostile;
  }

  /** The corpus of texts that are not JSON. */
  private static List<byte[]> corpus() throws IOException {
    try (Stream<Path> files =
        Files.list(TestData.path("badinput/JSONTestSuite/test_parsing")).sorted()) {
      List<byte[]> texts = new ArrayList<>();
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("n_")).toList()) {
        texts.add(Files.readAllBytes(file));
      }
      return texts;
    }
  }

  /** Records one connection of the venue, every other frame preceded by a hostile one. */
  private String record(
      VenueProtocol protocol, Frames frames, ConnectionPlan plan, String name, List<byte[]> hostile)
      throws IOException {
    Path target = folder.resolve(name);
    String venue = protocol.venue().id();
    long time = Frames.start();
    try (Recorder recorder = new Recorder(target)) {
      frames.answers.forEach(answer -> recorder.record(venue, venue + "-rest", answer));
      recorder.record(
          venue, plan.name(), new RecordedLine.Opened(plan.name(), time, plan.address()));
      for (String said : plan.subscribe()) {
        recorder.record(venue, plan.name(), new RecordedLine.Sent(plan.name(), time, said));
      }
      List<byte[]> valid = frames.of(plan, SECONDS);
      int next = 0;
      for (int i = 0; i < valid.size(); i++) {
        time += MILLI;
        // the first half of the valid frames has hostile ones among them
        while (next < hostile.size() && i > 0 && next < i * 4L * hostile.size() / valid.size()) {
          recorder.record(
              venue, plan.name(), new RecordedLine.Received(plan.name(), time, hostile.get(next)));
          next++;
        }
        recorder.record(
            venue, plan.name(), new RecordedLine.Received(plan.name(), time, valid.get(i)));
      }
      assertThat(next).isEqualTo(hostile.size());
    }
    return "replay:" + target + "@max";
  }

  private static Set<String> trades(ReplayRun run) {
    return run.events().stream()
        .filter(TapeEvent.Traded.class::isInstance)
        .map(event -> ((TapeEvent.Traded) event).trade())
        .map(trade -> trade.market() + " " + trade.id() + " " + trade.price())
        .collect(Collectors.toSet());
  }

  private void assertUnimpressed(VenueProtocol protocol, List<byte[]> hostile) throws Exception {
    Frames frames = new Frames(protocol);
    ConnectionPlan plan = frames.plans().getFirst();
    ReplayRun clean =
        ReplayRun.of(record(protocol, frames, plan, protocol.venue().id() + "-clean", List.of()));
    ReplayRun disturbed =
        ReplayRun.of(record(protocol, frames, plan, protocol.venue().id() + "-hostile", hostile));
    String venue = protocol.venue().id();
    assertThat(clean.count("tapeline.feed.decode.failures", venue)).isZero();
    assertThat(trades(clean)).isNotEmpty();
    assertThat(trades(disturbed)).isEqualTo(trades(clean));
    assertThat(disturbed.count("tapeline.feed.decode.failures", venue)).isEqualTo(hostile.size());
    assertThat(disturbed.count("tapeline.feed.messages", venue))
        .isEqualTo(clean.count("tapeline.feed.messages", venue) + hostile.size());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void inventedRubbishIsCountedAndSkipped(VenueProtocol protocol) throws Exception {
    Frames frames = new Frames(protocol);
    byte[] valid = frames.of(frames.plans().getFirst(), 1).getLast();
    assertUnimpressed(protocol, invented(valid));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everyTextOfTheCorpusIsCountedAndSkipped(VenueProtocol protocol) throws Exception {
    assertUnimpressed(protocol, corpus());
  }
}
