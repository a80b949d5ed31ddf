package io.tapeline.load;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** How far an import is: a moving line on a terminal, else a plain line every two seconds. */
public final class ImportProgress {

  private static final int BAR = 24;
  private static final long MOVING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PLAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final PrintStream out;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private long saidNanos = startNanos;
  private long totalBytes;
  private long readBytes;
  private long rows;
  private String file = "";

  public ImportProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void begin(long bytes) {
    totalBytes = bytes;
  }

  void file(String name) {
    file = name;
  }

  public void read(long bytes) {
    readBytes += bytes;
    look();
  }

  public void rows(long stored) {
    rows += stored;
    look();
  }

  private void look() {
    long now = System.nanoTime();
    if (now - saidNanos >= (terminal ? MOVING_NANOS : PLAIN_NANOS)) {
      saidNanos = now;
      out.print(terminal ? "\r\u001b[K" + line(now) : line(now) + "\n");
      out.flush();
    }
  }

  private String line(long nowNanos) {
    double seconds = (nowNanos - startNanos) / 1e9;
    double share = totalBytes == 0 ? 0 : Math.min(1, (double) readBytes / totalBytes);
    int done = (int) (share * BAR);
    return "[%s%s] %3d%%  %s  %s left  %s"
        .formatted(
            "#".repeat(done),
            ".".repeat(BAR - done),
            (int) (share * 100),
            // all is looked at before anything is stored
            rows == 0 ? "checking" : "%,d rows/s".formatted((long) (rows / seconds)),
            share == 0 ? "?" : "%d s".formatted((long) (seconds / share - seconds)),
            file);
  }

  void end() {
    if (terminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
