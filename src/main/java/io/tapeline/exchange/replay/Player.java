package io.tapeline.exchange.replay;

import io.tapeline.exchange.app.FrameClock;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recording;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Plays one recorded connection into one socket, on a virtual thread of its own: waits until a line
 * is due, sends its stamp and its frame, and waits while the reader is slow.
 */
final class Player implements Runnable {

  private static final Logger LOG = Logger.getLogger(Player.class);
  private static final long STAMP_EVERY_NANOS = 50_000_000;
  private static final int WRITE_QUEUE_BYTES = 1 << 20;
  private static final short NORMAL_CLOSURE = 1000;

  /** The socket went away; nobody listens any more. */
  private static final class SocketGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Recording recording;
  private final String connection;
  private final long shiftNanos;
  private final Pace pace;
  private final ServerWebSocket socket;

  Player(
      Recording recording, String connection, long shiftNanos, Pace pace, ServerWebSocket socket) {
    this.recording = recording;
    this.connection = connection;
    this.shiftNanos = shiftNanos;
    this.pace = pace;
    this.socket = socket;
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
  }

  @Override
  public void run() {
    try {
      recording.forEach(this::play);
      socket.close(NORMAL_CLOSURE, "end of recording");
    } catch (SocketGoneException _) {
      LOG.debugf("%s: listener left", connection);
    } catch (IOException | RuntimeException e) {
      LOG.errorf(e, "%s: replay of %s broke off", connection, recording.file());
      socket.close();
    }
  }

  private void play(RecordedLine line) {
    if (line instanceof RecordedLine.Received(String name, long time, byte[] frame)
        && name.equals(connection)) {
      long due = time + shiftNanos;
      await(due);
      stamp(due);
      send(frame);
    }
  }

  private void await(long dueNanos) {
    if (pace.isUnlimited()) {
      return;
    }
    long wait = pace.waitNanos(dueNanos, System.nanoTime());
    while (wait > 0) {
      sleep(Math.min(wait, STAMP_EVERY_NANOS));
      wait = pace.waitNanos(dueNanos, System.nanoTime());
      if (wait > 0) {
        stamp(pace.playedTo(System.nanoTime()));
      }
    }
  }

  private void stamp(long timeNanos) {
    if (socket.isClosed()) {
      throw new SocketGoneException();
    }
    socket.writeBinaryMessage(new FrameClock(timeNanos, shiftNanos).encode());
  }

  private void send(byte[] frame) {
    String text = utf8(frame);
    if (text == null) {
      socket.writeBinaryMessage(Buffer.buffer(frame));
    } else {
      socket.writeTextMessage(text);
    }
    if (socket.writeQueueFull()) {
      awaitRoom();
    }
  }

  /**
   * A text frame must be UTF-8; recorded rubbish travels as binary and reaches the codec as it is.
   */
  private static @org.jspecify.annotations.Nullable String utf8(byte[] frame) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private void awaitRoom() {
    CountDownLatch room = new CountDownLatch(1);
    socket.drainHandler(_ -> room.countDown());
    try {
      while (socket.writeQueueFull() && !room.await(100, TimeUnit.MILLISECONDS)) {
        if (socket.isClosed()) {
          throw new SocketGoneException();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new SocketGoneException();
    }
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new SocketGoneException();
    }
  }
}
