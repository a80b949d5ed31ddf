package io.tapeline.exchange.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded is read again as it was, to the nanosecond and the byte. */
class RecorderTest {

  private static final long TIME = 1_795_484_604_234_321_869L;

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<RecordedLine> recorded(RecordedLine... lines) throws Exception {
    try (Recorder recorder = new Recorder(folder)) {
      for (RecordedLine line : lines) {
        recorder.record("kraken", "kraken-1", line);
      }
    }
    List<Recording> recordings = Recording.in(folder);
    assertThat(recordings).extracting(Recording::venue).containsExactly("kraken");
    List<RecordedLine> read = new ArrayList<>();
    recordings.getFirst().forEach(read::add);
    return read;
  }

  @Test
  void everyKindOfLineIsReadAgainAsItWas() throws Exception {
    List<RecordedLine> read =
        recorded(
            new RecordedLine.Opened("kraken-1", TIME, URI.create("wss://ws.kraken.com/v2")),
            new RecordedLine.Sent("kraken-1", TIME + 1, "{\"say\":\"\\\"ü\\\"\"}\n"),
            new RecordedLine.Received("kraken-1", TIME + 2, bytes("{\"price\":1.10}")),
            new RecordedLine.Received("kraken-1", TIME + 3, new byte[] {(byte) 0xff, 0, 7}),
            new RecordedLine.Answered(TIME + 4, URI.create("https://a.b/c?d=e"), bytes("[]")));
    assertThat(read)
        .extracting(RecordedLine::timeNanos)
        .containsExactly(TIME, TIME + 1, TIME + 2, TIME + 3, TIME + 4);
    assertThat(read.get(0))
        .isEqualTo(new RecordedLine.Opened("kraken-1", TIME, URI.create("wss://ws.kraken.com/v2")));
    assertThat(read.get(1))
        .isEqualTo(new RecordedLine.Sent("kraken-1", TIME + 1, "{\"say\":\"\\\"ü\\\"\"}\n"));
    assertThat(read.get(2))
        .isInstanceOfSatisfying(
            RecordedLine.Received.class,
            line -> assertThat(line.frame()).isEqualTo(bytes("{\"price\":1.10}")));
    assertThat(read.get(3))
        .isInstanceOfSatisfying(
            RecordedLine.Received.class,
            line -> assertThat(line.frame()).containsExactly(0xff, 0, 7));
    assertThat(read.get(4))
        .isInstanceOfSatisfying(
            RecordedLine.Answered.class, line -> assertThat(line.body()).isEqualTo(bytes("[]")));
  }

  @Test
  void filesThatAreNoRecordingsAreLeftAlone() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "{\"t\":\"header\",\"exchange\":\"KRAKEN\"}\n");
    Files.writeString(folder.resolve("b.jsonl"), "not JSON\n");
    Files.writeString(folder.resolve("c.jsonl"), "");
    assertThat(Recording.in(folder)).isEmpty();
  }
}
