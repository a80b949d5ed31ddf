package io.tapeline.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

  /** One of every kind. */
  static Stream<Problem> all() {
    return Stream.of(
        new Problem.InvalidRequest(List.of(FieldError.parameter("limit", "must be more", "0"))),
        new Problem.UnknownAsset("btcc", List.of("btc")),
        new Problem.UnknownInstrument("btc-usx", List.of("btc-usd")),
        new Problem.UnknownMarket("krakn:btc-usd", List.of("kraken:btc-usd")),
        new Problem.UnknownVenue("krakn", List.of()),
        new Problem.UnknownChain("etherium", List.of("ethereum")),
        new Problem.UnknownPool("usdc-wet", List.of("usdc-weth")),
        new Problem.NoNodes("ethereum"),
        new Problem.ChainUnavailable("ethereum", "Its nodes were not asked yet."),
        new Problem.UnknownBlock("ethereum", "99999999", "The newest has the number 23456789."),
        new Problem.UnknownTransaction("ethereum", "0x12", "3 of its 3 nodes answered."),
        new Problem.NotProved("ethereum", "a: it did not answer in time"),
        new Problem.Unprovable("the balance of 0x", "no slot is known"),
        new Problem.UnknownStrategy("macdd", List.of("macd")),
        new Problem.NoPrice("btc-usd", "No market has traded yet."),
        new Problem.NoPriceAt("btc-usd", "2026-01-02T03:04:05.000Z", List.of()),
        new Problem.UnknownReceipt(),
        new Problem.ReceiptGone(),
        new Problem.NoLongerKept("ethereum", 23_456_000, Instant.parse("2026-01-02T03:04:05Z")),
        new Problem.UnknownJob("x"),
        new Problem.JobState("failed", "only what is not over can be cancelled."),
        new Problem.NoSuchRange("bytes=9-", 9),
        new Problem.FileGone(),
        new Problem.TooManyJobs(1_000),
        new Problem.IdempotencyConflict(),
        new Problem.KeyRequired("jobs:write"),
        new Problem.UnknownKey(),
        new Problem.UnknownKeyId("x"),
        new Problem.KeyEnded(),
        new Problem.UnknownTenant("x"),
        new Problem.NameTaken("research"),
        new Problem.AlreadyMade("0b0f3f4e-3c52-4a8e-9a45-2c6f6f0c5c11"),
        new Problem.InvalidToken(),
        new Problem.PolicyRefused(List.of("3:1 a plan without a limit")),
        new Problem.KeyExpired(),
        new Problem.KeyRevoked(),
        new Problem.AddressNotAllowed(),
        new Problem.MissingScope("jobs:write"),
        new Problem.TestKey("live"),
        new Problem.UpstreamNotAllowed("kraken"),
        new Problem.RateLimited("read", "free", Duration.ofSeconds(3)),
        new Problem.QuotaExceeded("free", Duration.ofHours(3)),
        new Problem.TooManyAtOnce(8),
        new Problem.TooManyStreams(2),
        new Problem.TooManyOwnJobs(2),
        new Problem.UnknownWebhook("x"),
        new Problem.UnknownDelivery("x"),
        new Problem.TooManyWebhooks(100),
        new Problem.WebhookState("pending", "only what is over is sent again."),
        new Problem.TooManyRows(1000),
        new Problem.Shed("free"),
        new Problem.BatchTooLarge(1024),
        new Problem.Overloaded("bulk"),
        new Problem.NotFound("/nowhere"),
        new Problem.MethodNotAllowed("POST", Set.of("GET")),
        new Problem.NotAcceptable("image/png", List.of("application/json")),
        new Problem.UnsupportedMediaType("text/plain"),
        new Problem.BodyTooLarge(),
        new Problem.UnsupportedCoding("gzip"),
        new Problem.BodyTooSlow(Duration.ofSeconds(20)),
        new Problem.TimedOut(Duration.ofSeconds(10)),
        new Problem.AddressTooLong(),
        new Problem.HeadersTooLarge(),
        new Problem.StoreUnavailable(),
        new Problem.Internal());
  }

  @Test
  void everyKindIsTestedHere() {
    Set<Class<?>> tested = all().map(Problem::getClass).collect(Collectors.toSet());
    assertThat(tested).containsAll(Arrays.asList(Problem.class.getPermittedSubclasses()));
  }

  @Test
  void codesTellProblemsApart() {
    assertThat(all().map(Problem::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachHasACodeForProgramsAndSentencesForPeople(Problem problem) {
    assertThat(problem.code()).matches("[a-z]+(_[a-z]+)*");
    assertThat(problem.text().title()).isNotBlank().doesNotEndWith(".");
    assertThat(problem.text().detail()).isNotBlank().endsWith(".");
    assertThat(new ProblemException(problem)).hasMessageStartingWith(problem.code());
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachHasAPage(Problem problem) {
    assertThat(ProblemTest.class.getResource("/problems/" + problem.code() + ".md"))
        .as("page of " + problem.code())
        .isNotNull();
  }

  @Test
  void longInputsAreGivenBackShortened() {
    String given = "x".repeat(10_000);
    assertThat(FieldError.parameter("asset", "must be short", given).value()).hasSize(101);
    assertThat(new Problem.UnknownAsset(given, List.of()).text().detail()).hasSizeLessThan(200);
  }

  @Test
  void anInvalidRequestNamesAtLeastOneErrorAndAtMostFifty() {
    assertThatThrownBy(() -> new Problem.InvalidRequest(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    var error = FieldError.parameter("a", "is wrong", null);
    assertThat(new Problem.InvalidRequest(Collections.nCopies(51, error)).errors()).hasSize(50);
  }
}
