package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.AddressRange;
import io.tapeline.access.CachePolicy;
import io.tapeline.access.Cost;
import io.tapeline.access.Limit;
import io.tapeline.access.Plan;
import io.tapeline.access.Policy;
import io.tapeline.access.Quota;
import io.tapeline.access.Route;
import io.tapeline.access.Rule;
import io.tapeline.access.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyFileTest {

  static Policy policy(String text) {
    return switch (PolicyFile.read(text.getBytes(StandardCharsets.UTF_8))) {
      case PolicyFile.Sound(Policy policy) -> policy;
      case PolicyFile.Faulty(List<Fault> faults) -> throw new AssertionError(faults.toString());
    };
  }

  static Policy small() {
    return policy(BrokenPolicy.small());
  }

  @Test
  void everyFieldIsRead() {
    Policy policy = small();
    assertThat(policy.name()).isEqualTo("small");
    assertThat(policy.anonymousPlan()).isEqualTo("guest");
    assertThat(policy.anonymousScopes()).containsExactly(Scope.PRICES_READ);
    assertThat(policy.defaultPlan()).isEqualTo("member");
    assertThat(policy.origins()).containsExactly("https://app.example");
    assertThat(policy.caches())
        .isEqualTo(Map.of("live", new CachePolicy(Duration.ofSeconds(1), Duration.ofSeconds(5))));
    assertThat(policy.plans().get("member"))
        .isEqualTo(
            new Plan(
                "member",
                1,
                Map.of(
                    "read", new Limit(600, Duration.ofMinutes(1), 100),
                    "write", new Limit(100, Duration.ofHours(1), 10)),
                new Quota(10_000L, 200_000L),
                8,
                2,
                20,
                Long.MAX_VALUE,
                Long.MAX_VALUE));
    assertThat(policy.rules().entries().get(Route.parse("POST /v1/reload")))
        .isEqualTo(
            new Rule(
                Scope.ADMIN,
                "write",
                Cost.ONE,
                null,
                "account",
                0,
                List.of(AddressRange.parse("127.0.0.1"), AddressRange.parse("10.0.0.0/8")),
                Set.of("venues")));
    assertThat(policy.rules().entries().get(Route.parse("GET /v1/candles/{id}")))
        .isEqualTo(
            new Rule(
                Scope.HISTORY_READ,
                "read",
                new Cost(1, 1_000L, 20L),
                null,
                "history",
                0,
                List.of(),
                Set.of()));
    assertThat(policy.rules().find("GET", "/docs/x").orElseThrow().scope()).isNull();
    assertThat(policy.rules().find("POST", "/v1/exports").orElseThrow().bodyBytes())
        .isEqualTo(65_536);
  }

  @Test
  void theDigestIsThatOfTheBytes() throws NoSuchAlgorithmException {
    byte[] bytes = BrokenPolicy.small().getBytes(StandardCharsets.UTF_8);
    assertThat(small().digest())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(policy(BrokenPolicy.small() + "\n").digest()).isNotEqualTo(small().digest());
  }

  @Test
  void aliasesStandForWhatTheyName() {
    Policy policy =
        policy(
            BrokenPolicy.small()
                .replace("read: {units: 60,", "read: &few {units: 60,")
                .replace("read: {units: 600, per: 1m, burst: 100}", "read: *few"));
    assertThat(Objects.requireNonNull(policy.plans().get("member")).limits().get("read"))
        .isEqualTo(new Limit(60, Duration.ofMinutes(1), 20));
  }

  @Test
  void quotesAndABytesOrderMarkMakeNoDifference() {
    Policy policy =
        policy(
            "\uFEFF"
                + BrokenPolicy.small()
                    .replace("per: 1m", "per: \"1m\"")
                    .replace("GET /v1/prices:", "'GET /v1/prices':")
                    .replace("\n", "\r\n"));
    assertThat(policy.changes(small())).isEmpty();
    Policy quoted = policy(BrokenPolicy.small().replace("rows: unlimited", "rows: 'unlimited'"));
    assertThat(quoted.changes(small())).isEmpty();
  }
}
