package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

  private static final long MILLI = 1_000_000;
  private final WaitingLine<String> line = new WaitingLine<>(Duration.ofMillis(100), 6);

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (var next = line.next(); next != null; next = line.next()) {
      all.add(next.what());
    }
    return all;
  }

  @Test
  void higherPlansComeFirstAndWithinAPlanWhoCameFirst() {
    line.join("free 1", 0, 0);
    line.join("pro 1", 2, 1);
    line.join("free 2", 0, 2);
    line.join("desk 1", 3, 3);
    line.join("pro 2", 2, 4);
    assertThat(line.size()).isEqualTo(5);
    assertThat(all()).containsExactly("desk 1", "pro 1", "pro 2", "free 1", "free 2");
    assertThat(line.size()).isZero();
  }

  @Test
  void nobodyJoinsWhereTheFirstHasWaitedTooLong() {
    assertThat(line.join("first", 0, 0)).isTrue();
    assertThat(line.join("second", 0, 100 * MILLI)).isTrue();
    assertThat(line.join("third", 0, 100 * MILLI + 1)).isFalse();
    assertThat(line.join("of a higher plan", 1, 100 * MILLI + 1)).isTrue();
    assertThat(all()).containsExactly("of a higher plan", "first", "second");
    assertThat(line.join("after all have gone", 0, 200 * MILLI)).isTrue();
  }

  @Test
  void nobodyJoinsWhereTooManyWait() {
    for (int i = 0; i < 6; i++) {
      assertThat(line.join("one", i % 2, 0)).isTrue();
    }
    assertThat(line.join("one more", 1, 0)).isFalse();
    line.next();
    assertThat(line.join("one more", 1, 0)).isTrue();
  }

  @Test
  void whoIsOfAHigherPlanHasNobodyBefore() {
    assertThat(line.isBefore(0)).isFalse();
    line.join("pro", 1, 0);
    assertThat(line.isBefore(0)).isTrue();
    assertThat(line.isBefore(1)).isTrue();
    assertThat(line.isBefore(2)).isFalse();
  }

  @Test
  void aTurnCanComeTooLate() {
    line.join("one", 0, 5);
    var one = Objects.requireNonNull(line.next());
    assertThat(line.isTooLong(one, 5 + 100 * MILLI)).isFalse();
    assertThat(line.isTooLong(one, 6 + 100 * MILLI)).isTrue();
  }
}
