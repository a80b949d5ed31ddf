package io.tapeline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** Sends requests byte for byte, each over a connection of its own, to a port of this machine. */
public record Wire(int port) {

  private static final int PATIENCE_MILLIS = 20_000;

  /** What comes while something goes on is read for so long. */
  private static final int STREAM_MILLIS = 300;

  /**
   * @throws SocketTimeoutException if the service says nothing for twenty seconds
   */
  public WireAnswer send(WireRequest request) throws IOException {
    long start = System.nanoTime();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      boolean whole = write(request, socket);
      byte[] all = read(socket, whole);
      return WireAnswer.of(all, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  /** False if the service had enough before all was sent. */
  private static boolean write(WireRequest request, Socket socket) throws IOException {
    try {
      socket.getOutputStream().write(request.bytes());
      if (request.broken()) {
        socket.shutdownOutput(); // nothing more comes, whatever was announced
      }
      return true;
    } catch (SocketException _) {
      return false;
    }
  }

  private static byte[] read(Socket socket, boolean whole) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] part = new byte[8192];
    boolean stream = false;
    try {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        all.write(part, 0, read);
        if (!stream && all.size() < 4096 && isStream(all)) {
          stream = true;
          socket.setSoTimeout(STREAM_MILLIS);
        }
        if (isWhole(all)) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      if (!stream) {
        throw e;
      }
    } catch (SocketException e) {
      if (whole && all.size() == 0) {
        return new byte[0]; // closed with something of ours unread
      }
    }
    return all.toByteArray();
  }

  /** Not all that says so closes the connection. */
  private static boolean isWhole(ByteArrayOutputStream all) {
    return all.size() < 200 && all.toString(ISO_8859_1).contains("content-length: 0\r\n");
  }

  private static boolean isStream(ByteArrayOutputStream all) {
    return all.toString(ISO_8859_1).contains("text/event-stream");
  }
}
