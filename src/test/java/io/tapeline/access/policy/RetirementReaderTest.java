package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.Policy;
import io.tapeline.access.Retirement;
import io.tapeline.access.Route;
import io.tapeline.access.Rule;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The end of a route, as a policy tells it; what is wrong with one stands among the broken ones.
 */
class RetirementReaderTest {

  private static final String RULE = "GET /docs/{rest*}: {scope: open, group: read, work: read";

  private static Policy saying(String end) {
    return PolicyFileTest.policy(BrokenPolicy.small().replace(RULE, RULE + end));
  }

  private static Retirement of(Policy policy) {
    Rule rule = policy.rules().entries().get(Route.parse("GET /docs/{rest*}"));
    return Objects.requireNonNull(Objects.requireNonNull(rule).retired());
  }

  @Test
  void anEndHasADayAndMayHaveMore() {
    assertThat(of(saying(", deprecated: 2027-01-01")))
        .isEqualTo(new Retirement(LocalDate.of(2027, 1, 1), null, null, null));
    assertThat(
            of(
                saying(
                    ", deprecated: '2027-01-01', sunset: 2027-06-01, docs: https://docs.example/v2,"
                        + " successor: /v2/docs")))
        .isEqualTo(
            new Retirement(
                LocalDate.of(2027, 1, 1),
                LocalDate.of(2027, 6, 1),
                "https://docs.example/v2",
                "/v2/docs"));
  }

  @Test
  void anEndIsAChangeThatIsTold() {
    Policy before = PolicyFileTest.policy(BrokenPolicy.small());
    assertThat(saying(", deprecated: 2027-01-01, sunset: 2027-06-01").changes(before))
        .containsExactly(
            "GET /docs/{rest*}: end is deprecated 2027-01-01, gone 2027-06-01, was none");
  }
}
