package io.tapeline.ops.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Instant NOW = Instant.parse("2015-10-21T07:27:00Z");

  @Test
  void secondsAndDatesAreRead() {
    assertThat(RetryAfter.parse("120", NOW, LONGEST)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("0", NOW, LONGEST)).contains(Duration.ZERO);
    assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT", NOW, LONGEST))
        .contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:26:00 GMT", NOW, LONGEST))
        .contains(Duration.ZERO);
    assertThat(RetryAfter.parse("999999999", NOW, LONGEST)).contains(LONGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "2015-10-21", "1e3"})
  void whatCannotBeReadIsNotSaid(String field) {
    assertThat(RetryAfter.parse(field, NOW, LONGEST)).isEmpty();
    assertThat(RetryAfter.parse(null, NOW, LONGEST)).isEmpty();
  }
}
