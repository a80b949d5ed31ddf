package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the feed is the sandbox and no chain is named, its simulated chain is followed. */
@Tag("service")
@QuarkusTest
@TestProfile(SandboxChainProfile.class)
class SandboxChainTest {

  private static final String HEAD = "/v1/chains/sandbox-ethereum/head";
  private static final int LOOKS = 600;

  private static Response await(Predicate<Response> wanted) throws InterruptedException {
    Response last = given().get(HEAD);
    for (int i = 0; i < LOOKS && !(last.statusCode() == 200 && wanted.test(last)); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      last = given().get(HEAD);
    }
    assertThat(last.statusCode() == 200 && wanted.test(last)).as(last.asString()).isTrue();
    return last;
  }

  @Test
  void itIsFollowedAndSaidToBeSimulatedAndItsReorgsAreNoticed() throws Exception {
    // whether it is made already or not: nobody who starts a service waits for it
    given().get("/v1/status").then().body("parts.find { it.name == 'chains' }.ok", equalTo(true));
    Response first = await(_ -> true);
    first
        .then()
        .body("feed", equalTo("sandbox"))
        .body("chain_id", equalTo(82_735_463))
        .body("nodes.name", contains("a", "b", "c"));
    int number = first.path("latest.number");
    await(head -> head.<Integer>path("latest.number") > number + 2);
    given()
        .get("/v1/chains")
        .then()
        .body("data", hasSize(1))
        .body("data[0].chain", equalTo("sandbox-ethereum"))
        .body("data[0].feed", equalTo("sandbox"))
        .body("data[0].quorum", equalTo(2));
    given()
        .body("{\"chain\":\"sandbox-ethereum\",\"fault\":\"reorg\",\"depth\":7}")
        .post("http://127.0.0.1:" + SandboxProfile.venuesPort() + "/sandbox/faults")
        .then()
        .statusCode(201);
    // the service may not have had the very newest yet
    await(head -> head.<Integer>path("reorgs") == 1)
        .then()
        .body("deepest_reorg", is(oneOf(5, 6, 7)));
  }
}
