package io.tapeline.exchange.app;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/**
 * A venue that speaks WebSocket byte by byte, and wrongly: each connection gets the next of its
 * scripts, and is then left open; when there are none left, nobody is let in.
 */
final class FaultyVenue implements Closeable {

  private static final String KEY = "sec-websocket-key:";
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** What is said on one connection. */
  interface Script {
    void play(OutputStream out) throws IOException;

    /** Whether the handshake comes first. */
    default boolean greets() {
      return true;
    }
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Deque<Script> scripts;

  FaultyVenue(List<Script> scripts) throws IOException {
    this.scripts = new ArrayDeque<>(scripts);
    Thread.ofVirtual().name("faulty venue").start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * A frame as it goes over the wire, unmasked.
   *
   * @param head FIN, reserved bits and opcode
   */
  static byte[] frame(int head, byte[] payload) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(head);
      if (payload.length < 126) {
        out.writeByte(payload.length);
      } else if (payload.length <= 0xFFFF) {
        out.writeByte(126);
        out.writeShort(payload.length);
      } else {
        out.writeByte(127);
        out.writeLong(payload.length);
      }
      out.write(payload);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  static byte[] text(String text) {
    return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  private void serve() {
    while (!scripts.isEmpty()) {
      try {
        Socket socket = server.accept();
        Script script = scripts.removeFirst();
        Thread.ofVirtual().start(() -> talk(socket, script));
      } catch (IOException _) {
        return;
      }
    }
  }

  private static void talk(Socket socket, Script script) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String key = key(in);
      OutputStream out = socket.getOutputStream();
      if (script.greets()) {
        out.write(greeting(key).getBytes(StandardCharsets.US_ASCII));
      }
      script.play(out);
      out.flush();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // the listener has gone, as it may
    }
  }

  /** The listener's key, of its request; closes on a request that has none. */
  private static String key(InputStream in) throws IOException {
    String key = "";
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      String text = line.toString().strip();
      if (text.isEmpty()) {
        return key;
      }
      if (text.regionMatches(true, 0, KEY, 0, KEY.length())) {
        key = text.substring(KEY.length()).strip();
      }
      line.setLength(0);
    }
    throw new IOException("no request");
  }

  private static String greeting(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(digest)
          + "\r\n\r\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
