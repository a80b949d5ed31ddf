package io.tapeline.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
class DoorsTest {

  private static final String PROBE = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final List<Socket> callers = new ArrayList<>();

  @Inject Doors doors;
  @Inject HttpServer server;

  @AfterEach
  void hangUp() throws IOException {
    for (Socket caller : callers) {
      caller.close();
    }
  }

  private Socket call(int port) throws IOException {
    Socket caller = new Socket(InetAddress.getLoopbackAddress(), port);
    callers.add(caller);
    caller.getOutputStream().write(PROBE.getBytes(StandardCharsets.US_ASCII));
    return caller;
  }

  private static String answer(Socket caller, int millis) throws IOException {
    caller.setSoTimeout(millis);
    return new String(caller.getInputStream().readNBytes(8), StandardCharsets.US_ASCII);
  }

  /** Of the API and of probes alike. */
  @Test
  void whoComesWhileNobodyComesInIsAnsweredAfterwards() throws Exception {
    doors.whileNobodyComesIn(
        () -> {
          for (int port : List.of(server.getPort(), server.getManagementPort())) {
            assertThatThrownBy(() -> answer(call(port), 300))
                .as("port %d", port)
                .isInstanceOf(SocketTimeoutException.class);
          }
        });
    for (Socket caller : callers) {
      assertThat(answer(caller, 10_000)).isEqualTo("HTTP/1.1");
    }
  }
}
