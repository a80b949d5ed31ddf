package io.tapeline.exchange.replay;

import io.tapeline.exchange.app.FeedSource.RecordedConnection;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recording;
import io.tapeline.market.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one recording holds, found in one pass: its connections, its REST answers, when it starts.
 *
 * @param startNanos when its first frame was read; nanoseconds since 1970 UTC
 * @param connections by the name that the recording gives them
 * @param answers bodies by the public address that was asked, the first of each
 */
record Session(
    Recording recording,
    long startNanos,
    Map<String, RecordedConnection> connections,
    Map<URI, byte[]> answers) {

  static Session of(Recording recording) {
    Scan scan = new Scan(recording);
    try {
      recording.forEach(scan::read);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + recording.file(), e);
    }
    return scan.session();
  }

  private static final class Scan {
    private final Recording recording;
    private final Map<String, URI> addresses = new LinkedHashMap<>();
    private final Map<String, List<String>> sent = new LinkedHashMap<>();
    private final Map<URI, byte[]> answers = new LinkedHashMap<>();
    private long start = Long.MAX_VALUE;

    Scan(Recording recording) {
      this.recording = recording;
    }

    void read(RecordedLine line) {
      switch (line) {
        case RecordedLine.Opened(String connection, _, URI address) ->
            addresses.putIfAbsent(connection, address);
        case RecordedLine.Sent(String connection, _, String text) ->
            sent.computeIfAbsent(connection, _ -> new ArrayList<>()).add(text);
        case RecordedLine.Received(_, long time, _) -> start = Math.min(start, time);
        case RecordedLine.Answered(_, URI address, byte[] body) ->
            answers.putIfAbsent(address, body);
      }
    }

    Session session() {
      Map<String, RecordedConnection> connections = new LinkedHashMap<>();
      addresses.forEach(
          (name, address) ->
              connections.put(
                  name,
                  new RecordedConnection(
                      new Venue(recording.venue()),
                      recording.file().getFileName() + "#" + name,
                      address,
                      sent.getOrDefault(name, List.of()))));
      return new Session(recording, start, connections, answers);
    }
  }
}
