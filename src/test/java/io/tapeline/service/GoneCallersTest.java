package io.tapeline.service;

import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers that don't wait for their answers leave neither too few places behind nor too many. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class GoneCallersTest {

  private static final int CROWD = 100;
  private static final int ROUNDS = 5;

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
  }

  @AfterEach
  void generousAgain() {
    TestKeys.reload(GuardedSandbox.generous()).then().statusCode(200);
  }

  private static String key(String tenant) {
    return TestKeys.secret(TestKeys.tenant(tenant, "free"), "\"scopes\":[\"prices:read\"]");
  }

  private static Socket send(String key, String line, String rest) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    String head = line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n";
    socket.getOutputStream().write((head + rest + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** A body that does not come keeps its request under way. */
  private static Socket held(String key) throws Exception {
    Socket socket =
        send(key, "POST /sample/body", "Content-Type: application/json\r\nContent-Length: 2\r\n");
    TimeUnit.MILLISECONDS.sleep(300);
    return socket;
  }

  private static Response ask(String key) {
    return as(key).get("/v1/assets/btc");
  }

  private static Response awaitPlace(String key) throws InterruptedException {
    Response answer = ask(key);
    for (int i = 0; i < 100 && answer.statusCode() != 200; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = ask(key);
    }
    return answer;
  }

  /** Most of them are gone when their turn comes. */
  @Test
  void whoIsGoneBeforeTheirTurnHoldsNoPlace() throws Exception {
    String key = key("gone before their turn");
    for (int round = 0; round < ROUNDS; round++) {
      List<Socket> crowd = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        crowd.add(send(key, "GET /v1/markets?limit=5000", ""));
      }
      for (Socket each : crowd) {
        each.close();
      }
    }
    awaitPlace(key).then().statusCode(200);
  }

  @Test
  void whoGoesLeavesOnePlace() throws Exception {
    TestKeys.reload(GuardedSandbox.generous().replaceFirst("concurrency: 16", "concurrency: 3"))
        .then()
        .statusCode(200);
    String key = key("one place");
    try (Socket _ = held(key);
        Socket _ = held(key)) {
      held(key).close();
      awaitPlace(key).then().statusCode(200);
      try (Socket _ = held(key)) {
        Response answer = ask(key);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.<String>path("code")).isEqualTo("too_many_at_once");
      }
    }
  }
}
