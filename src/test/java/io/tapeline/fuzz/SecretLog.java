package io.tapeline.fuzz;

import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/** Reads all that is logged, and keeps what should not be there: secrets, and failures of ours. */
public final class SecretLog extends Handler {

  /** The start of a key is no secret: it is how people tell keys apart. */
  private static final int TOLD = 12;

  private static final int KEPT = 10;

  private final PatternFormatter formatter = new PatternFormatter("%p [%c] %X %s%e");
  private final List<String> secrets;
  private final ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();

  SecretLog(List<String> secrets) {
    this.secrets = secrets.stream().map(secret -> secret.substring(TOLD)).toList();
  }

  @Override
  public void publish(LogRecord record) {
    String line = formatter.format(record);
    boolean secret = secrets.stream().anyMatch(line::contains);
    boolean failure =
        record.getLevel().intValue() >= Level.SEVERE.intValue() && !isGone(record.getThrown());
    if ((secret || failure) && found.size() < KEPT) {
      found.add((secret ? "a secret in the log: " : "logged: ") + line);
    }
  }

  /** Who asked has left before the end, as the one who asks does with what has no end. */
  private static boolean isGone(@Nullable Throwable thrown) {
    return thrown instanceof ClosedChannelException;
  }

  List<String> found() {
    return List.copyOf(found);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
