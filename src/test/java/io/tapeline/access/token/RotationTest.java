package io.tapeline.access.token;

import static io.tapeline.access.token.Fixtures.NOW;
import static io.tapeline.access.token.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Configs;
import io.tapeline.access.token.Rotation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who signs when. */
class RotationTest {

  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Duration TOKEN = Duration.ofHours(1);
  private static final Rotation ROTATION = new Rotation(LIFE, AHEAD, TOKEN);

  @Test
  void theFirstKeySignsAtOnceAndIsGoneAfterItsLastToken() {
    assertThat(ROTATION.next(List.of(), NOW))
        .hasValue(
            new Turn(NOW, NOW.plus(LIFE), NOW.plus(LIFE).plus(TOKEN).plus(Duration.ofMinutes(1))));
  }

  @Test
  void theNextIsPublishedAheadAndSignsWhereTheLastOneEnds() {
    List<SigningKey> keys = List.of(key(NOW, NOW.plus(LIFE)));
    Instant time = NOW.plus(LIFE).minus(AHEAD);
    assertThat(ROTATION.next(keys, time.minusMillis(1))).isEmpty();
    assertThat(ROTATION.next(keys, time)).map(Turn::from).hasValue(NOW.plus(LIFE));
  }

  @Test
  void whereNobodyWasThereInTimeTheNextSignsAtOnce() {
    List<SigningKey> keys = List.of(key(NOW, NOW.plus(LIFE)));
    Instant late = NOW.plus(LIFE).plusSeconds(5);
    assertThat(ROTATION.next(keys, late)).map(Turn::from).hasValue(late);
  }

  @Test
  void inAYearOfLooksThereIsAlwaysOneThatSignsAndWasPublishedBefore() {
    List<SigningKey> keys = new ArrayList<>();
    List<Instant> published = new ArrayList<>();
    for (Instant now = NOW;
        now.isBefore(NOW.plus(Duration.ofDays(365)));
        now = now.plusSeconds(3_001)) {
      Instant moment = now;
      ROTATION
          .next(keys, now)
          .ifPresent(
              turn -> {
                keys.add(key(turn.from(), turn.until()));
                published.add(moment);
              });
      assertThat(keys.stream().filter(key -> key.signsAt(moment))).as(now.toString()).hasSize(1);
    }
    assertThat(keys).hasSize(13);
    for (int i = 1; i < keys.size(); i++) {
      assertThat(Duration.between(published.get(i), keys.get(i).signsFrom()))
          .isBetween(AHEAD.minusSeconds(3_001), AHEAD);
    }
  }

  @Test
  void aKeyIsPublishedAtMostHalfItsLifeAhead() {
    TokenConfig config =
        Configs.of(
            TokenConfig.class,
            Map.of("tapeline.token.key-life", "2h", "tapeline.token.key-ahead", "1d"));
    assertThat(Rotation.of(config).ahead()).isEqualTo(Duration.ofHours(1));
  }
}
