package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.metric.app.HourKeeper;
import io.tapeline.chain.retention.OldBlocks;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What answers say of blocks that were removed after their retention: not that there were none. */
@Tag("service")
@QuarkusTest
@TestProfile(KeptChainProfile.class)
class KeptChainTest {

  private static final String CHAIN = "/v1/chains/local";
  private static final String BLOCKS = CHAIN + "/blocks?limit=150";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOOKS = 600;

  @Inject OldBlocks old;
  @Inject HourKeeper hours;
  @Inject MeterRegistry registry;

  private static Response await(String address, Predicate<Response> wanted)
      throws InterruptedException {
    Response last = given().get(address);
    for (int i = 0; i < LOOKS && !wanted.test(last); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      last = given().get(address);
    }
    assertThat(wanted.test(last)).as(last.asString()).isTrue();
    return last;
  }

  private static Response awaitBlock(int number) throws InterruptedException {
    return await(
        BLOCKS,
        each ->
            each.statusCode() == 200
                && Integer.valueOf(number).equals(each.path("data[0].number")));
  }

  private static void requireGone(String address) {
    given()
        .get(address)
        .then()
        .statusCode(410)
        .body("code", equalTo("no_longer_kept"))
        .body("detail", containsString("from 701 on"));
  }

  /** One after the other, since each needs what came before. */
  @Test
  void whatWasRemovedIsCalledRemoved() throws Exception {
    Instant begin = Instant.now().minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.HOURS);
    try (Anvil node =
        Anvil.startAt(KeptChainProfile.PORT, Anvil.BEGIN, Long.toString(begin.getEpochSecond()))) {
      var _ = node.ask("anvil_mine", "0x2bc", "0xc");
      String then = awaitBlock(700).header("Tapeline-As-Of");
      var _ = node.ask("evm_increaseTime", Duration.ofDays(29).toSeconds());
      var _ = node.ask("anvil_mine", "0xc8", "0xc");
      awaitBlock(900).then().body("data[64].finality", equalTo("finalized"));
      hours.keep("local", 830).await().atMost(PATIENCE);
      // what is kept of hours is known once something is stored after it
      var _ = node.mine(1);
      var _ = awaitBlock(901);
      String metrics =
          CHAIN
              + "/metrics?from="
              + begin
              + "&to="
              + begin.plus(Duration.ofHours(3))
              + "&interval=";
      Response kept = given().get(metrics + "1h");
      kept.then().body("data[1].complete", equalTo(true)).body("data[1].blocks", equalTo(300));
      given().get(BLOCKS + "&from=1&to=11").then().body("data", hasSize(10));

      old.sweep().await().atMost(PATIENCE);

      requireGone(BLOCKS + "&from=1&to=11");
      requireGone(BLOCKS + "&as_of=" + then);
      requireGone(CHAIN + "/transfers");
      requireGone(metrics + "1m&as_of=" + then);
      Response second = given().get(BLOCKS + "&cursor=" + given().get(BLOCKS).<String>path("next"));
      second
          .then()
          .body("data", hasSize(51))
          .body("data[50].number", equalTo(701))
          .body("next", notNullValue());
      requireGone(BLOCKS + "&cursor=" + second.<String>path("next"));
      given().get(BLOCKS + "&from=752").then().body("data", hasSize(150)).body("next", nullValue());
      given()
          .get(CHAIN + "/transfers?from=" + Instant.now().minus(Duration.ofHours(20)))
          .then()
          .statusCode(200)
          .body("data", hasSize(0));

      Response now = given().get(metrics + "1h");
      // the first hour was never whole
      assertThat(now.<Object>path("data.blocks")).isEqualTo(List.of(0, 300, 101));
      assertThat(now.<Object>path("data[1]")).isEqualTo(kept.path("data[1]"));
      given()
          .get(metrics + "1m")
          .then()
          .body("data[5].complete", equalTo(false))
          .body("data[5].blocks", equalTo(0));

      given()
          .header("Accept", "text/event-stream")
          .header("Last-Event-ID", "0_0_0")
          .get(CHAIN + "/events")
          .then()
          .statusCode(410)
          .body("code", equalTo("no_longer_kept"));
      assertThat(registry.get("tapeline.chain.blocks.removed").counter().count()).isEqualTo(700);
    }
  }
}
