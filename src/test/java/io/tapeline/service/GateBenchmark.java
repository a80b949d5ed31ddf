package io.tapeline.service;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tapeline.access.http.BesideTheGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads of a price with a key, a plan's limits and usage, against the same read past the gate, in
 * turns, of one process on one core; wrk has the other. Run by {@code bench/gate.sh}.
 */
@Tag("service")
@QuarkusTest
@TestProfile(GateBenchmark.Profile.class)
class GateBenchmark {

  private static final int ROUNDS = Integer.getInteger("rounds", 6);
  private static final int SECONDS = Integer.getInteger("seconds", 8);
  private static final Path RESULTS = Path.of("bench/results/gate.txt");

  public static class Profile extends GuardedSandbox {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
      settings.put(BesideTheGate.ON, "true");
      settings.put("tapeline.sandbox.rate", "50"); // the core is for the answers
      return settings;
    }
  }

  @Test
  void aKeyIsCheap() throws Exception {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
    TestKeys.reload(
            GuardedSandbox.generous()
                .replaceAll("units: \\d+", "units: 1000000000")
                .replaceAll("burst: \\d+", "burst: 100000000")
                .replaceAll("quota: \\{month: \\d+}", "quota: {month: 1000000000000}"))
        .then()
        .statusCode(200);
    String key = TestKeys.secret(TestKeys.tenant("bench", "pro"), "\"scopes\":[\"prices:read\"]");
    String gated = "Authorization: Bearer " + key;
    String beside = BesideTheGate.HEADER + ": yes";
    given().header("Authorization", "Bearer " + key).get("/v1/prices/btc").then().statusCode(200);
    rate(gated, 20);
    rate(beside, 10);
    Cores.pin(ProcessHandle.current().pid(), Cores.SERVICE);
    List<Double> ratios = new ArrayList<>();
    StringBuilder told = new StringBuilder();
    for (int round = 1; round <= ROUNDS; round++) {
      double without = rate(beside, SECONDS);
      double with = rate(gated, SECONDS);
      ratios.add(with / without);
      told.append(
          "round %d: without %.0f/s, with %.0f/s, %.3f%n"
              .formatted(round, without, with, with / without));
    }
    double median = ratios.stream().sorted().toList().get(ROUNDS / 2);
    told.append("median: %.2f of the read without key, policy and limits%n".formatted(median));
    Files.createDirectories(RESULTS.getParent());
    Files.writeString(RESULTS, told);
  }

  private static double rate(String header, int seconds) throws IOException, InterruptedException {
    return Cores.rate("http://127.0.0.1:" + RestAssured.port + "/v1/prices/btc", seconds, header);
  }
}
