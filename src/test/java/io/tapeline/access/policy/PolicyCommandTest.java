package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {

  private static final List<Route> ROUTES =
      Stream.of(
              "GET /v1/prices",
              "GET /v1/prices/{asset}",
              "GET /v1/candles/{id}",
              "POST /v1/exports",
              "POST /v1/reload",
              "GET /docs/{rest*}")
          .map(Route::parse)
          .toList();

  @TempDir private Path folder;

  private record Said(int code, String text) {}

  private Said run(List<Route> routes, String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = new PolicyCommand(routes).run(List.of(args), out);
    String text = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    return new Said(code, text.replace(folder + "/", ""));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** It names all whom a request may have asked. */
  private static String sound() {
    return BrokenPolicy.small().replace("[venues]", "[venues, models]");
  }

  private String small() throws IOException {
    return file("small.yaml", sound());
  }

  @Test
  void aSoundFileIsFine() throws IOException {
    Said said = run(ROUTES, "check", small(), "--against", small());
    assertThat(said.text()).matches("small.yaml is fine: small-[0-9a-f]{12}, 2 plans, 6 rules\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void faultsAreToldWithFileLineAndColumn() throws IOException {
    String broken = sound().replace("rank: 0", "rank: none").replace("cost: 10", "cost: 0");
    assertThat(run(ROUTES, "check", file("mine.yaml", broken)))
        .isEqualTo(
            new Said(
                1,
                """
                mine.yaml:6:11: plans.guest.rank: must be a whole number from 0 to 100, not 'none'
                mine.yaml:31:61: rules[POST /v1/exports].cost: must be a whole number from 1 to 1000000000, not '0'
                2 faults
                """));
  }

  @Test
  void whatAPolicyLeavesOutAndWhatItNamesInVainIsTold() throws IOException {
    String slip = sound().replace("GET /v1/prices:", "GET /v1/pirces:");
    Said said = run(ROUTES, "check", "--against", small(), file("mine.yaml", slip));
    assertThat(said.code()).isZero();
    assertThat(said.text())
        .endsWith(
            """
            routes that no rule is for, so nobody may ask them:
              GET /v1/prices
            rules for routes that there are not:
              GET /v1/pirces
            what it changes against small.yaml:
              GET /v1/pirces is new: cache live; cost 1; group read; scope prices:read; work read
              GET /v1/prices is gone
            """);
  }

  @Test
  void withoutAnotherFileItIsHeldAgainstTheShippedOne() throws IOException {
    String mine = new String(ShippedPolicyTest.file(), StandardCharsets.UTF_8);
    String cheaper =
        mine.replace("rows_per_unit: 1000, all: 40", "rows_per_unit: 1000, all: 30")
            .replace("name: shipped", "name: mine");
    Said said = run(List.copyOf(ServiceRoutes.all()), "check", file("mine.yaml", cheaper));
    assertThat(said.text())
        .endsWith(
            """
            what it changes against the shipped one:
              GET /v1/trades/{market}: cost is 1 and 1 for each 1000 rows, 30 for all, was 1 and 1 for each 1000 rows, 40 for all
              the policy: name is mine, was shipped
            """);
    // nothing else but the first line and the root, which is not there yet
    assertThat(said.text().lines()).hasSize(6).anyMatch(line -> line.equals("  GET /"));
  }

  @Test
  void casesThatFailAreToldWithTheirLine() throws IOException {
    String cases =
        file(
            "cases.yaml",
            """
            - when: {route: GET /v1/prices}
              then: {verdict: allowed}
            - when: {route: GET /v1/prices}
              then: {verdict: no_key}
            """);
    assertThat(run(ROUTES, "test", small(), cases))
        .isEqualTo(
            new Said(
                1,
                """
                cases.yaml:3: GET /v1/prices without a key from 192.0.2.1
                  expected verdict no_key
                  came     verdict allowed
                2 cases, 1 failed
                """));
    String fine = file("fine.yaml", "- {when: {route: GET /docs}, then: {verdict: allowed}}");
    assertThat(run(ROUTES, "test", small(), fine)).isEqualTo(new Said(0, "1 case, 0 failed\n"));
  }

  @Test
  void casesWithFaultsAreNotTried() throws IOException {
    assertThat(run(ROUTES, "test", small(), file("cases.yaml", "- {when: {}}")).text())
        .isEqualTo(
            """
            cases.yaml:1:3: [0].then: is missing
            cases.yaml:1:4: [0].when.route: is missing
            2 faults
            """);
    String broken = file("mine.yaml", "");
    assertThat(run(ROUTES, "test", broken, broken))
        .isEqualTo(new Said(1, "mine.yaml:1:1: the file is empty\n1 fault\n"));
  }

  @Test
  void whoAsksForSomethingElseIsToldWhatThereIs() throws IOException {
    for (String[] args :
        new String[][] {
          {},
          {"check"},
          {"test", "x"},
          {"look", "x"},
          {"check", small(), "--against"},
          {"check", small(), small(), "--against"}
        }) {
      Said said = run(ROUTES, args);
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.text()).startsWith("usage: ./tapeline policy check FILE");
    }
  }

  @Test
  void aFileThatIsNotThereIsNotTakenForAnEmptyOne() throws IOException {
    assertThat(run(ROUTES, "check", folder + "/none.yaml"))
        .isEqualTo(new Said(2, "none.yaml: there is no such file\n"));
    assertThat(run(ROUTES, "test", small(), folder.toString()).code()).isEqualTo(2);
  }
}
