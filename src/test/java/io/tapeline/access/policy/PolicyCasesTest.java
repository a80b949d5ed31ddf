package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.policy.PolicyCases.Failed;
import io.tapeline.access.policy.PolicyCases.Outcome;
import io.tapeline.access.policy.PolicyCases.Tried;
import io.tapeline.access.policy.PolicyCases.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCasesTest {

  private static Outcome run(String cases) {
    return PolicyCases.run(PolicyFileTest.small(), cases.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Failed> failed(String cases) {
    return run(cases) instanceof Tried(int _, var failed) ? failed : List.of();
  }

  private static List<String> faults(String cases) {
    return run(cases) instanceof Unreadable(var faults)
        ? faults.stream().map(Fault::toString).toList()
        : List.of();
  }

  @Test
  void casesThatHoldAreCounted() {
    assertThat(
            run(
                """
                - when: {route: GET /v1/prices}
                  then: {verdict: allowed, cost: 1, group: read, limit: 60 per 1m}
                - when: {route: GET /v1/prices/btc, plan: member, scopes: [prices:read]}
                  then: {verdict: allowed, limit: 600 per 60s}
                - when: {route: GET /v1/candles/btc-usd}
                  then: {verdict: no_key}
                - when: {route: GET /v1/candles/btc-usd, plan: member, limit: 1001}
                  then: {verdict: allowed, cost: 3}
                - when: {route: POST /v1/reload, plan: member, scopes: [admin], from: 10.255.0.1}
                  then: {verdict: allowed}
                - when: {route: POST /v1/reload, plan: member, scopes: [admin]}
                  then: {verdict: wrong_address}
                - when: {route: GET /v2/prices}
                  then: {verdict: no_rule}
                """))
        .isEqualTo(new Tried(7, List.of()));
  }

  @Test
  void aCaseThatFailsSaysWhatWasExpectedAndWhatCame() {
    assertThat(
            failed(
                """
                - when: {route: GET /v1/prices}
                  then: {verdict: allowed}

                - when:
                    route: GET /v1/candles/btc-usd
                    plan: guest
                    limit: all
                  then: {verdict: allowed, cost: 1, group: read, limit: 61 per 1m}
                - when: {route: POST /v1/exports, plan: member, scopes: [], from: "2001:db8::1"}
                  then: {verdict: no_key, cost: 10}
                """))
        .containsExactly(
            new Failed(
                4,
                "GET /v1/candles/btc-usd without a key from 192.0.2.1",
                "verdict allowed, cost 1, limit 61 per 1m",
                "verdict no_key, cost 20, limit 60 per 1m"),
            new Failed(
                9,
                "POST /v1/exports with a key of member from 2001:db8:0:0:0:0:0:1",
                "verdict no_key",
                "verdict missing_scope"));
  }

  @Test
  void whereNoRuleIsThereIsNothingElse() {
    assertThat(
            failed(
                """
                - when: {route: PUT /v1/prices}
                  then: {verdict: allowed, cost: 1, group: read, limit: 60 per 1m}
                """))
        .containsExactly(
            new Failed(
                1,
                "PUT /v1/prices without a key from 192.0.2.1",
                "verdict allowed, cost 1, group read, limit 60 per 1m",
                "verdict no_rule, cost none, group none, limit none"));
  }

  @Test
  void everyFaultOfTheCasesIsTold() {
    assertThat(
            faults(
                """
                - when: {route: prices, plan: pro}
                  then: {verdict: denied, price: 1}
                - when: {route: GET /, plan: guest, scopes: [admin], from: home, limit: some}
                  then: {verdict: allowed, limit: often}
                - when: {route: GET /}
                - word
                """))
        .containsExactly(
            "1:17: [0].when.route: must be a method, one space and a path, as in GET /v1/prices/btc",
            "1:31: [0].when.plan: there is no plan 'pro'; there are: guest, member",
            "2:19: [0].then.verdict: there is no verdict 'denied'; there are: allowed,"
                + " missing_scope, no_key, no_rule, wrong_address",
            "2:27: [0].then.price: there is no field 'price'; there are: cost, group, limit, verdict",
            "3:37: [1].when.scopes: is for keys, and who is anonymous has none; name another plan",
            "3:60: [1].when.from: must be an IPv4 or IPv6 address, not 'home'",
            "3:73: [1].when.limit: must be all or a whole number from 1 to 5000, not 'some'",
            "4:35: [1].then.limit: must be a limit such as 600 per 1m, not 'often'",
            "5:3: [2].then: is missing",
            "6:3: [3]: must be fields: then, when, not 'word'");
  }

  @Test
  void casesThatAreNoListAreRefused() {
    assertThat(faults("when: x")).containsExactly("1:1: must be a list, not fields");
    assertThat(faults("")).containsExactly("1:1: the file is empty");
  }
}
