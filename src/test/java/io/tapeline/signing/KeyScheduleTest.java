package io.tapeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {

  private static final Duration LIFE = Duration.ofDays(90);
  private static final Instant NOW = Instant.parse("2026-11-26T01:02:03Z");

  private static KeySchedule of(String secret) {
    return new KeySchedule(
        use -> Arrays.copyOf((secret + use).getBytes(StandardCharsets.UTF_8), 32), LIFE);
  }

  @Test
  void keysFollowEachOtherWithoutAGap() {
    PublicKey now = of("a").at(NOW).open();
    assertThat(now.signsAt(NOW)).isTrue();
    assertThat(Duration.between(now.from(), now.until())).isEqualTo(LIFE);
    PublicKey next = of("a").at(now.until()).open();
    assertThat(next.from()).isEqualTo(now.until());
    assertThat(next.id()).isNotEqualTo(now.id());
    assertThat(now.signsAt(now.until())).isFalse();
    assertThat(of("a").at(now.from().minusSeconds(1)).open().until()).isEqualTo(now.from());
  }

  @Test
  void whoHasTheSecretHasTheSameKeyAtTheSameTimeAndNobodyElse() {
    assertThat(of("a").at(NOW.plusSeconds(60)).open().id()).isEqualTo(of("a").at(NOW).open().id());
    assertThat(of("b").at(NOW).open().id()).isNotEqualTo(of("a").at(NOW).open().id());
  }
}
