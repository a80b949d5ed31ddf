package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tapeline.access.http.BesideTheGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reads of a price with a key, a plan's limits and usage, against the same read past the gate, in
 * turns, of one process on one core; wrk has the other. Run by {@code bench/gate.sh}.
 */
@QuarkusTest
@TestProfile(GateBenchmark.Profile.class)
class GateBenchmark {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
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
    GuardedSandbox.write(
        GuardedSandbox.generous()
            .replaceAll("units: \\d+", "units: 1000000000")
            .replaceAll("burst: \\d+", "burst: 100000000")
            .replaceAll("quota: \\{month: \\d+}", "quota: {month: 1000000000000}"));
    TestKeys.admin().post("/v1/admin/policy/reload").then().statusCode(200);
    String key = TestKeys.secret(TestKeys.tenant("bench", "pro"), "\"scopes\":[\"prices:read\"]");
    String gated = "Authorization: Bearer " + key;
    String beside = BesideTheGate.HEADER + ": yes";
    given().header("Authorization", "Bearer " + key).get("/v1/prices/btc").then().statusCode(200);
    wrk(20, gated);
    wrk(10, beside);
    pin(ProcessHandle.current().pid());
    List<Double> ratios = new ArrayList<>();
    StringBuilder told = new StringBuilder();
    for (int round = 1; round <= ROUNDS; round++) {
      double without = wrk(SECONDS, beside);
      double with = wrk(SECONDS, gated);
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

  private static double wrk(int seconds, String header) throws IOException, InterruptedException {
    Process wrk =
        new ProcessBuilder(
                "taskset",
                "-c",
                "1",
                "wrk",
                "-t1",
                "-c32",
                "-d" + seconds + "s",
                "-H",
                header,
                "http://127.0.0.1:" + RestAssured.port + "/v1/prices/btc")
            .redirectErrorStream(true)
            .start();
    String out = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(wrk.waitFor()).as(out).isZero();
    assertThat(out).doesNotContain("Non-2xx");
    Matcher rate = RATE.matcher(out);
    assertThat(rate.find()).as(out).isTrue();
    return Double.parseDouble(rate.group(1));
  }

  private static void pin(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("taskset", "-a", "-p", "-c", "0", Long.toString(pid)).start().waitFor();
  }
}
