package io.tapeline.exchange.recording;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;

/**
 * Writes what passes between us and the venues into a folder, one file a connection, in the format
 * that {@link Recording} reads. Lines wait in a bounded queue for a thread of their own; what does
 * not fit is counted, never waited for.
 */
public final class Recorder implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Recorder.class);
  private static final int QUEUE_LINES = 100_000;
  private static final int NANO_DIGITS = 9;

  /** A line on its way into a file. */
  private record Line(String venue, String file, String connection, RecordedLine line) {}

  private final Path folder;
  private final BlockingQueue<Line> queue = new LinkedBlockingQueue<>(QUEUE_LINES);
  private final Map<String, Writer> files = new HashMap<>();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile boolean running = true;

  /** Records into this folder, which is made if it does not exist. */
  public Recorder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("can't record into " + folder, e);
    }
    thread = Thread.ofPlatform().name("recorder").daemon().start(this::run);
  }

  /** Records a line of a connection; REST answers of a venue go to one file of their own. */
  public void record(String venue, String connection, RecordedLine line) {
    if (!queue.offer(new Line(venue, connection, connection, line))) {
      if (dropped.getAndIncrement() == 0) {
        LOG.error("the recording can't keep up: it has gaps from now on");
      }
    }
  }

  /** Lines that were not recorded because the disk could not keep up. */
  public long dropped() {
    return dropped.get();
  }

  private void run() {
    try {
      while (running || !queue.isEmpty()) {
        Line line = queue.poll(200, TimeUnit.MILLISECONDS);
        if (line != null) {
          write(line);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.errorf(e, "recording stopped");
      running = false;
    }
  }

  private void write(Line line) throws IOException {
    Writer file = files.get(line.file());
    if (file == null) {
      file = open(line);
      files.put(line.file(), file);
    }
    file.write(json(line));
    file.write('\n');
  }

  private Writer open(Line line) throws IOException {
    String name = "%s-%d.jsonl.gz".formatted(line.file(), line.line().timeNanos() / 1_000_000);
    Writer file =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16, true),
                StandardCharsets.UTF_8));
    file.write(
        "{\"t\":\"header\",\"format\":\"tapeline/1\",\"exchange\":\"%s\",\"recorded\":%s}\n"
            .formatted(line.venue().toUpperCase(Locale.ROOT), seconds(line.line().timeNanos())));
    return file;
  }

  private static String json(Line line) {
    String time = seconds(line.line().timeNanos());
    return switch (line.line()) {
      case RecordedLine.Opened(String conn, _, URI address) ->
          "{\"t\":\"connect\",\"conn\":%s,\"ts\":%s,\"addr\":%s}"
              .formatted(quoted(conn), time, quoted(address.toString()));
      case RecordedLine.Sent(String conn, _, String text) ->
          "{\"t\":\"send\",\"conn\":%s,\"ts\":%s,\"data\":%s}"
              .formatted(quoted(conn), time, quoted(text));
      case RecordedLine.Received(String conn, _, byte[] frame) ->
          "{\"t\":\"recv\",\"conn\":%s,\"ts\":%s,%s}".formatted(quoted(conn), time, data(frame));
      case RecordedLine.Answered(_, URI address, byte[] body) ->
          "{\"t\":\"http\",\"conn\":%s,\"ts\":%s,\"url\":%s,%s}"
              .formatted(quoted(line.connection()), time, quoted(address.toString()), data(body));
    };
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, NANO_DIGITS).toPlainString();
  }

  /** Text where it is text, so that a person can read the file; else base 64. */
  private static String data(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return "\"data\":" + quoted(text);
    } catch (CharacterCodingException _) {
      return "\"b64\":\"" + Base64.getEncoder().encodeToString(bytes) + '"';
    }
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** Writes what is queued and closes the files. */
  @Override
  public void close() throws IOException {
    running = false;
    try {
      thread.join(10_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (Writer file : files.values()) {
      file.close();
    }
  }
}
