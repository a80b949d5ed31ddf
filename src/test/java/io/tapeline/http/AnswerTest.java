package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Answer ANSWER = Answer.of("anything", CacheRule.LIVE);

  @Test
  void saysOfWhichMomentItSpeaks() {
    assertThat(ANSWER.asOf(1_785_000_000_123_456_789L).asOf())
        .isEqualTo("2026-07-25T17:20:00.123Z");
  }

  @Test
  void aMomentThatIsNotKnownIsNotSaidToBe1970() {
    assertThat(ANSWER.asOf(0).asOf()).isNull();
  }
}
