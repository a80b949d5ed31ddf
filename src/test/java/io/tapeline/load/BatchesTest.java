package io.tapeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.Candle;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final long MONDAY = 1_704_067_200_000_000_000L;
  private static final int WEEKS = 30;
  private static final int MINUTES_OF_A_WEEK = 7 * 24 * 60;

  private final List<List<Candle>> batches = new ArrayList<>();

  private static List<Candle> minutes() {
    return IntStream.range(0, WEEKS * MINUTES_OF_A_WEEK)
        .mapToObj(i -> KeptCandles.minute(MONDAY + i * Interval.M1.nanos(), "1", "1"))
        .toList();
  }

  private int gather(List<Candle> candles) throws IOException {
    Batches<Candle> gathering =
        new Batches<>(
            candle -> Interval.W1.floor(candle.openTimeNanos()),
            MINUTES_OF_A_WEEK,
            batch -> {
              batches.add(List.copyOf(batch));
              return batch.size();
            });
    for (Candle candle : candles) {
      gathering.add(candle);
    }
    return gathering.finish();
  }

  @Test
  void minutesInOrderGoWeekByWeek() throws IOException {
    assertThat(gather(minutes())).isEqualTo(WEEKS * MINUTES_OF_A_WEEK);
    assertThat(batches)
        .hasSize(WEEKS)
        .allSatisfy(batch -> assertThat(batch).hasSize(MINUTES_OF_A_WEEK));
    assertThat(batches.stream().flatMap(List::stream)).isEqualTo(minutes());
  }

  @Test
  void minutesInDisorderGoOnceEachAndManyAtOnce() throws IOException {
    List<Candle> shuffled = new ArrayList<>(minutes());
    Collections.shuffle(shuffled, new Random(3));
    assertThat(gather(shuffled)).isEqualTo(shuffled.size());
    assertThat(
            batches.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Candle::openTimeNanos)))
        .isEqualTo(minutes());
    assertThat(batches).hasSizeLessThan(120);
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(
                        batch.stream()
                            .map(candle -> Interval.W1.floor(candle.openTimeNanos()))
                            .distinct())
                    .hasSize(1));
  }
}
