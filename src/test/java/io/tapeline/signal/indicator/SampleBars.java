package io.tapeline.signal.indicator;

import io.tapeline.TestData;
import io.tapeline.market.Interval;
import io.tapeline.signal.choice.Choices;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Bars for tests: recorded ones, and ones that are made up. */
public final class SampleBars {

  /** A round time in 2023 that begins a block of every interval of a minute to an hour. */
  public static final long START =
      Block.holding(Interval.H1, 1_690_000_000_000_000_000L).startNanos();

  private static final Choices.Bounds ANY = new Choices.Bounds(1_000, Long.MAX_VALUE);

  private SampleBars() {}

  public static Choice choice(String text) {
    Choices read = Choices.read(text, ANY);
    if (!read.faults().isEmpty()) {
      throw new IllegalArgumentException(read.faults().toString());
    }
    return read.all().getFirst();
  }

  /** Hours of bitcoin as Binance told them: 1,000 rows of open, high, low, close, volume. */
  public static Bars recorded() throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line :
        Files.readAllLines(TestData.path("ohlcv/binance-spot-2025-08/BTCUSDT_1h.csv"))) {
      if (!line.startsWith("Date")) {
        String[] cells = line.split(",", -1);
        double[] row = new double[5];
        for (int i = 0; i < 5; i++) {
          row[i] = Double.parseDouble(cells[i + 1]);
        }
        rows.add(row);
      }
    }
    return of(Interval.H1, START, rows, 0, new SplittableRandom(0));
  }

  /**
   * A walk.
   *
   * @param missing of a hundred
   */
  public static Bars random(long seed, Interval interval, long startNanos, int size, int missing) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> rows = new ArrayList<>();
    double close = 100 + random.nextInt(1_000);
    for (int i = 0; i < size; i++) {
      double open = close;
      boolean quiet = random.nextInt(12) == 0;
      close = quiet ? open : Math.max(1, open * (1 + (random.nextDouble() - 0.5) / 20));
      double reach = quiet ? 0 : random.nextDouble() * open / 50;
      rows.add(
          new double[] {
            open,
            Math.max(open, close) + reach,
            Math.min(open, close) - reach / 4,
            close,
            quiet ? 0 : random.nextInt(1, 10_000) / 16.0
          });
    }
    return of(interval, startNanos, rows, missing, random);
  }

  private static Bars of(
      Interval interval, long start, List<double[]> rows, int missing, SplittableRandom random) {
    long[] times = new long[rows.size()];
    double[][] columns = new double[5][rows.size()];
    long time = start;
    for (int i = 0; i < times.length; i++) {
      times[i] = time;
      time += interval.nanos() * (random.nextInt(100) < missing ? random.nextInt(2, 6) : 1);
      for (int column = 0; column < 5; column++) {
        columns[column][i] = rows.get(i)[column];
      }
    }
    return Bars.of(times, columns[0], columns[1], columns[2], columns[3], columns[4]);
  }
}
