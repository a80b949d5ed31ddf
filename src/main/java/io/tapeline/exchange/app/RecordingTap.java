package io.tapeline.exchange.app;

import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recorder;
import io.tapeline.market.Venue;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records all that passes, if the configuration names a folder for it. */
@ApplicationScoped
public class RecordingTap implements FeedTap {

  private final @Nullable Recorder recorder;

  public RecordingTap(FeedConfig config) {
    recorder = config.record().map(folder -> new Recorder(Path.of(folder))).orElse(null);
  }

  @Override
  public void opened(Venue venue, String connection, long timeNanos, URI address) {
    record(venue, connection, new RecordedLine.Opened(connection, timeNanos, address));
  }

  @Override
  public void sent(Venue venue, String connection, long timeNanos, String text) {
    record(venue, connection, new RecordedLine.Sent(connection, timeNanos, text));
  }

  @Override
  public void received(Venue venue, String connection, long timeNanos, byte[] frame, int length) {
    if (recorder != null) {
      record(
          venue,
          connection,
          new RecordedLine.Received(connection, timeNanos, Arrays.copyOf(frame, length)));
    }
  }

  @Override
  public void answered(Venue venue, long timeNanos, HttpGet request, byte[] body) {
    record(
        venue, venue.id() + "-http", new RecordedLine.Answered(timeNanos, request.address(), body));
  }

  private void record(Venue venue, String connection, RecordedLine line) {
    if (recorder != null) {
      recorder.record(venue.id(), connection, line);
    }
  }

  @PreDestroy
  void close() throws IOException {
    if (recorder != null) {
      recorder.close();
    }
  }
}
