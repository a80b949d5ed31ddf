package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tapeline.service.RawHttp.Reply;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers that take their time, over raw sockets. */
@Tag("service")
@QuarkusTest
@TestProfile(QuickBounds.class)
class SlowCallersTest {

  private static final int PATIENCE_MILLIS = 15_000;
  private static final String GET = "GET /sample/prepared HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final MeterRegistry registry;

  @Inject
  SlowCallersTest(MeterRegistry registry) {
    this.registry = registry;
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private double slow(String over) {
    Counter counter = registry.find("tapeline.connections.slow").tag("over", over).counter();
    return counter == null ? 0 : counter.count();
  }

  /** Byte by byte until the other end closes. How long that took. */
  private static Duration trickle(Socket socket, String text) throws Exception {
    long began = System.nanoTime();
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < text.length(); i++) {
        out.write(text.charAt(i));
        out.flush();
        TimeUnit.MILLISECONDS.sleep(60);
        if (socket.getInputStream().available() > 0) {
          break;
        }
      }
    } catch (SocketException _) {
      // closed, as it should be
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** All that comes until the other end closes, however it does. */
  private static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException _) {
      // closed with something unread
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** One whole answer of a connection that stays open. */
  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int c = in.read();
      assertThat(c).as("after %s", head).isNotNegative();
      head.append((char) c);
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
            .findFirst()
            .orElseThrow();
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Test
  void whoSaysNothingIsClosed() throws Exception {
    double before = slow("head");
    try (Socket socket = connect()) {
      assertThat(rest(socket)).isEmpty();
    }
    assertThat(slow("head")).isGreaterThan(before);
  }

  @Test
  void aHeadThatTricklesIsNotWaitedFor() throws Exception {
    try (Socket socket = connect()) {
      Duration lasted = trickle(socket, GET.replace("\r\n\r\n", "\r\nX: " + "x".repeat(500)));
      assertThat(lasted).isBetween(Duration.ofMillis(300), Duration.ofSeconds(8));
      assertThat(rest(socket)).isEmpty();
    }
  }

  @Test
  void neitherIsALaterOne() throws Exception {
    try (Socket socket = connect()) {
      send(socket, GET);
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
      Duration lasted = trickle(socket, GET.replace("\r\n\r\n", "\r\nX: " + "x".repeat(500)));
      assertThat(lasted).isBetween(Duration.ofMillis(300), Duration.ofSeconds(8));
      assertThat(rest(socket)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void aConnectionMayRestBetweenRequestsAndHeadsMayComeInPieces() throws Exception {
    try (Socket socket = connect()) {
      for (int i = 0; i < 3; i++) {
        send(socket, GET.substring(0, 20));
        TimeUnit.MILLISECONDS.sleep(100);
        send(socket, GET.substring(20));
        assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        TimeUnit.MILLISECONDS.sleep(1_200);
      }
      send(socket, GET + GET + GET.substring(0, 20));
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
      send(socket, GET.substring(20));
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedFor() throws Exception {
    double before = slow("body");
    try (Socket socket = connect()) {
      send(
          socket,
          "POST /sample/body HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 500\r\n\r\n{");
      trickle(socket, " ".repeat(400));
      assertThat(rest(socket))
          .startsWith("HTTP/1.1 408")
          .contains("\"code\":\"body_too_slow\"", "onnection: close");
    }
    assertThat(slow("body")).isEqualTo(before + 1);
  }

  @Test
  void aBodyInPiecesIsRead() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          "POST /sample/body HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 24\r\n\r\n{\"count\":");
      TimeUnit.MILLISECONDS.sleep(300);
      send(socket, "1,\"inners\":[] }");
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
      TimeUnit.MILLISECONDS.sleep(1_200);
      send(socket, GET);
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void whatIsNotAnsweredInTimeIsAProblem() {
    for (int i = 0; i < 2; i++) {
      given()
          .get("/sample/late?millis=1600")
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", equalTo("5"))
          .body("code", equalTo("timed_out"));
      given().get("/sample/late?millis=1").then().statusCode(200);
    }
    given().get("/sample/late?millis=1600&fails=true").then().statusCode(503);
  }

  @Test
  void anAnswerThatNobodyTakesIsBrokenOff() throws Exception {
    double before = slow("answer");
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(connectedTo());
      send(socket, "GET /sample/endless HTTP/1.1\r\nHost: localhost\r\n\r\n");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
      while (slow("answer") == before && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    assertThat(slow("answer")).isEqualTo(before + 1);
  }

  private static java.net.SocketAddress connectedTo() {
    return new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port);
  }

  @Test
  void whoTakesLittleByLittleIsServedOn() throws Exception {
    double before = slow("answer");
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(connectedTo());
      socket.setSoTimeout(PATIENCE_MILLIS);
      send(socket, "GET /sample/endless HTTP/1.1\r\nHost: localhost\r\n\r\n");
      for (int i = 0; i < 60; i++) {
        assertThat(socket.getInputStream().readNBytes(200_000)).hasSize(200_000);
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    assertThat(slow("answer")).isEqualTo(before);
  }

  @Test
  void moreConnectionsThanThereMayBeAreClosedAsTheyCome() throws Exception {
    List<Socket> all = new ArrayList<>();
    int closed = 0;
    try {
      for (int i = 0; i < QuickBounds.MOST + 20; i++) {
        all.add(connect());
      }
      for (Socket socket : all.subList(QuickBounds.MOST, all.size())) {
        closed += rest(socket).isEmpty() ? 1 : 0;
      }
    } finally {
      for (Socket socket : all) {
        socket.close();
      }
    }
    assertThat(closed).isEqualTo(20);
    assertThat(registry.get("tapeline.connections.refused").tag("most", "all").counter().count())
        .isPositive();
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(new RawHttp(RestAssured.port).get("/sample/prepared").status()).isEqualTo(200);
  }

  /** A megabyte of zeros, packed a thousand times. */
  @Test
  void aPackedBodyIsNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 256; i++) {
        packed.write(new byte[1 << 20]);
      }
    }
    assertThat(bomb.size()).isLessThan(1 << 20);
    given()
        .contentType("application/json")
        .header("Content-Encoding", "gzip")
        .body(bomb.toByteArray())
        .post("/sample/body")
        .then()
        .statusCode(415)
        .header("Accept-Encoding", equalTo("identity"))
        .body("code", equalTo("unsupported_coding"));
    Reply plain =
        new RawHttp(RestAssured.port)
            .send(
                "POST /sample/body",
                "{\"count\":1,\"inners\":[] }",
                "Content-Type: application/json",
                "Content-Encoding: identity",
                "Content-Length: 24");
    assertThat(plain.status()).isEqualTo(200);
  }
}
