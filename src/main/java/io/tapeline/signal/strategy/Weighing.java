package io.tapeline.signal.strategy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  /** Null where only the sum is wanted. */
  private final @Nullable List<Evidence> evidence;

  private long sum;
  private long left = ONE;

  /**
   * @param strategy with its numbers: {@code ma_cross(50,200)}
   */
  public Weighing(String strategy) {
    this(strategy, new ArrayList<>());
  }

  private Weighing(String strategy, @Nullable List<Evidence> evidence) {
    this.strategy = strategy;
    this.evidence = evidence;
  }

  /** Of which only the sum is wanted. */
  static Weighing ofSums() {
    return new Weighing("", null);
  }

  /** Contributions, in the order in which they were made; none where only the sum was wanted. */
  public List<Evidence> evidence() {
    return evidence == null ? List.of() : List.copyOf(evidence);
  }

  /** Of the contributions, millionths. */
  long sum() {
    return sum;
  }

  /**
   * A figure held against another one counts for its weight times its score.
   *
   * @param percent its weight
   * @param score −1 to 1
   * @param meaning in which {@code {}} becomes above, below or at
   */
  public void add(int percent, double score, Figure figure, Figure against, String meaning) {
    weigh(percent, score, figure, new Mark(null, against), meaning);
  }

  /** The same, held against a number. */
  public void add(int percent, double score, Figure figure, BigDecimal threshold, String meaning) {
    weigh(percent, score, figure, new Mark(threshold, null), meaning);
  }

  /**
   * A figure leaves a share of all that was added, and takes the rest back.
   *
   * @param share 0 to 1
   */
  public void keep(double share, Figure figure, Figure against, String meaning) {
    takeBack(share, figure, new Mark(null, against), meaning);
  }

  /** The same, held against a number. */
  public void keep(double share, Figure figure, BigDecimal threshold, String meaning) {
    takeBack(share, figure, new Mark(threshold, null), meaning);
  }

  /** What another strategy found, as a part of this one: each contribution by its percent. */
  public void include(int percent, StrategyChoice choice, List<Figure> figures) {
    take(percent);
    Weighing part = evidence == null ? ofSums() : new Weighing(choice.id());
    choice.weigh(figures, part);
    if (part.sum % STEP != 0) {
      throw new IllegalArgumentException("a composite of composites: " + choice);
    }
    sum += part.sum / STEP * percent;
    if (evidence != null) {
      for (Evidence found : part.evidence()) {
        evidence.add(found.contributing(found.contribution() / STEP * percent));
      }
    }
  }

  /** What a figure is held against: one of both. */
  private record Mark(@Nullable BigDecimal number, @Nullable Figure figure) {
    BigDecimal value() {
      return figure == null ? Objects.requireNonNull(number) : figure.value();
    }

    @Nullable String column() {
      return figure == null ? null : figure.reading().column();
    }
  }

  private void weigh(int percent, double score, Figure figure, Mark mark, String meaning) {
    take(percent);
    put(figure, mark, rounded(percent * PERCENT, score), meaning);
  }

  private void takeBack(double share, Figure figure, Mark mark, String meaning) {
    put(figure, mark, rounded(sum, share) - sum, meaning);
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

  private void put(Figure figure, Mark mark, long contribution, String meaning) {
    sum += contribution;
    if (evidence == null) {
      return;
    }
    BigDecimal value = figure.value();
    BigDecimal threshold = mark.value();
    int side = value.compareTo(threshold);
    String where = side > 0 ? "above" : side < 0 ? "below" : "at";
    evidence.add(
        new Evidence(
            strategy,
            figure.reading().interval(),
            figure.reading().column(),
            value,
            threshold,
            mark.column(),
            contribution,
            meaning.replace("{}", where)));
  }
}
