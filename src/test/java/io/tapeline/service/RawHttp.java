package io.tapeline.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Requests as no client library would send them: bytes to the port, and what came back. */
record RawHttp(int port, Duration patience) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  RawHttp(int port) {
    this(port, PATIENCE);
  }

  /** An answer's status line, header fields and body. */
  record Reply(String text) {

    /** 0 where the connection was closed without a word. */
    int status() {
      return text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]);
    }

    Optional<String> header(String name) {
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }
  }

  /** Sends one request for {@code target} and reads until the server closes. */
  Reply get(String target, String... headers) throws IOException {
    return send("GET " + target, "", headers);
  }

  Reply send(String methodAndTarget, String body, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(methodAndTarget).append(" HTTP/1.1\r\n");
    request.append("Host: localhost\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return bytes(request.append("\r\n").append(body).toString());
  }

  Reply bytes(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) patience.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
