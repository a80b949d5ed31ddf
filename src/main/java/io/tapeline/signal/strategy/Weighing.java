package io.tapeline.signal.strategy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the figures of one moment. Contributions are whole millionths, so their sum is exact; each
 * is at most its weight, the weights are at most 1, and what is taken back is at most what is
 * there: so the sum is between −1 and 1 without being cut.
 */
public final class Weighing {

  /** Strength 1, in millionths. */
  public static final long ONE = 1_000_000;

  /** A contribution has four decimals; a hundredth of it, in a composite, six. */
  private static final long STEP = 100;

  private static final long PERCENT = ONE / 100;

  private final String strategy;
  private final List<Evidence> evidence = new ArrayList<>();
  private long left = ONE;

  /**
   * @param strategy with its numbers: {@code ma_cross(50,200)}
   */
  public Weighing(String strategy) {
    this.strategy = strategy;
  }

  /** Contributions, in the order in which they were made. */
  public List<Evidence> evidence() {
    return List.copyOf(evidence);
  }

  /**
   * A figure held against another one counts for its weight times its score.
   *
   * @param percent its weight
   * @param score −1 to 1
   * @param meaning in which {@code {}} becomes above, below or at
   */
  public void add(int percent, double score, Figure figure, Figure against, String meaning) {
    weigh(percent, score, figure, against.value(), against.reading().column(), meaning);
  }

  /** The same, held against a number. */
  public void add(int percent, double score, Figure figure, BigDecimal threshold, String meaning) {
    weigh(percent, score, figure, threshold, null, meaning);
  }

  /**
   * A figure leaves a share of all that was added, and takes the rest back.
   *
   * @param share 0 to 1
   */
  public void keep(double share, Figure figure, Figure against, String meaning) {
    takeBack(share, figure, against.value(), against.reading().column(), meaning);
  }

  /** The same, held against a number. */
  public void keep(double share, Figure figure, BigDecimal threshold, String meaning) {
    takeBack(share, figure, threshold, null, meaning);
  }

  /** What another strategy found, as a part of this one: each contribution by its percent. */
  public void include(int percent, List<Evidence> found) {
    take(percent);
    for (Evidence part : found) {
      if (part.contribution() % STEP != 0) {
        throw new IllegalArgumentException("a composite of composites: " + part);
      }
      evidence.add(part.contributing(part.contribution() / STEP * percent));
    }
  }

  private void weigh(
      int percent,
      double score,
      Figure figure,
      BigDecimal threshold,
      @Nullable String against,
      String meaning) {
    take(percent);
    put(figure, threshold, against, rounded(percent * PERCENT, score), meaning);
  }

  private void takeBack(
      double share, Figure figure, BigDecimal threshold, @Nullable String against, String meaning) {
    long all = evidence.stream().mapToLong(Evidence::contribution).sum();
    put(figure, threshold, against, rounded(all, share) - all, meaning);
  }

  private void take(int percent) {
    left -= percent * PERCENT;
    if (percent < 0 || left < 0) {
      throw new IllegalStateException(strategy + ": weights of more than 100 percent");
    }
  }

  /** Half-even, to four decimals. */
  private static long rounded(long millionths, double share) {
    if (!(Math.abs(share) <= 1)) {
      throw new IllegalArgumentException("share: " + share);
    }
    long steps = millionths / STEP;
    return (long) Math.rint(steps * share) * STEP;
  }

  private void put(
      Figure figure,
      BigDecimal threshold,
      @Nullable String against,
      long contribution,
      String meaning) {
    int side = figure.value().compareTo(threshold);
    String where = side > 0 ? "above" : side < 0 ? "below" : "at";
    evidence.add(
        new Evidence(
            strategy,
            figure.reading().interval(),
            figure.reading().column(),
            figure.value(),
            threshold,
            against,
            contribution,
            meaning.replace("{}", where)));
  }
}
