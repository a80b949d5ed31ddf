package io.tapeline.signal.verdict;

import io.tapeline.candle.PartialCandle;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Course;
import io.tapeline.signal.indicator.Figures;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.verdict.Verdict.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The candles of one interval, and beside them the figures of one block at a time, computed when
 * they are asked for. Costs least where it is asked from candle to candle.
 */
final class Sheet {

  private ClosedCandles candles;
  private final Map<String, Column> columns = new HashMap<>();
  private final Map<Integer, Fingerprint> fingerprints = new HashMap<>();

  /** Of the newest block, brought along with its candles; none where they don't go on. */
  private final Map<String, Course> courses = new HashMap<>();

  private boolean goesOn;

  /** The one whose columns there are. */
  private @Nullable Block block;

  /** A column of the block, or its end. */
  static final class Column {
    private final Choice choice;
    private final double[] figures;
    private final int begin;
    private final int first;

    /** The newest that was told: many rules look at the same. */
    private @Nullable Figure told;

    private int toldAt;

    private Column(Choice choice, double[] figures, int begin, int first) {
      this.choice = choice;
      this.figures = figures;
      this.begin = begin;
      this.first = first;
    }

    /** Not a number where there is none. */
    double at(int index) {
      return figures[index - begin];
    }

    /** The same, told as what it is. */
    Figure figure(Reading reading, int index) {
      Figure known = told;
      if (known == null || toldAt != index) {
        known = new Figure(reading, at(index));
        told = known;
        toldAt = index;
      }
      return known;
    }

    /** The first candle that the block's figures are made of. */
    int first() {
      return first;
    }

    /** How many candles there must be before one for its figure to be settled. */
    int warmup() {
      return choice.warmup();
    }

    /** The candles that a first figure looks at. */
    int reach() {
      return choice.unstable() + 1;
    }
  }

  Sheet(ClosedCandles candles) {
    this.candles = candles;
  }

  ClosedCandles candles() {
    return candles;
  }

  /** As {@link Sheets#add}. */
  void add(PartialCandle candle, int warmup) {
    Block holding = Block.holding(candles.interval(), candle.openTimeNanos());
    boolean sameBlock = candles.newestNanos() >= holding.startNanos();
    candles = sameBlock ? candles.and(candle) : candles.before(holding, warmup).and(candle);
    goesOn = true;
    columns.clear(); // they end before it
    if (!sameBlock) {
      block = null;
      fingerprints.clear();
      courses.clear();
    }
  }

  /** On the block of a candle. */
  Column column(Reading reading, int index) {
    long open = candles.bars().openTimeNanos(index);
    Block known = block;
    if (known == null || open < known.startNanos() || open >= known.endNanos()) {
      known = Block.holding(candles.interval(), open);
      block = known;
      columns.clear();
      fingerprints.clear();
    }
    Column column = columns.get(reading.column());
    return column == null || index < column.begin ? made(known, reading, index) : column;
  }

  /** Why the figure of a column of its block can't be read at a candle; null if it can. */
  @Nullable Reason lack(Column column, int index) {
    if (index - column.first() < column.warmup()) {
      return Reason.WARM_UP;
    }
    if (!candles.isWhole(index, column.reach())) {
      return Reason.GAP;
    }
    if (!candles.isTraded(index, column.reach())) {
      return Reason.QUIET;
    }
    return Double.isNaN(column.at(index)) ? Reason.UNDEFINED : null;
  }

  /** What looks at a fixed number of candles is made from those of the one asked about on. */
  private Column made(Block wanted, Reading reading, int index) {
    Choice choice = reading.choice();
    Bars bars = candles.bars();
    int first = Figures.first(wanted, bars, choice);
    double[][] newest = goesOn && index == bars.size() - 1 ? newest(choice, first, index) : null;
    if (newest != null) {
      return put(reading, newest, index, first);
    }
    int begin = choice.indicator().isRecursive() ? bars.indexFrom(wanted.startNanos()) : index;
    return put(reading, Figures.columns(wanted, bars, choice, begin), begin, first);
  }

  /** Null where there are only columns. */
  private double @Nullable [][] newest(Choice choice, int first, int index) {
    Course known = courses.get(choice.id());
    Course course = known != null && known.canReach(index) ? known : choice.course(first);
    if (course == null) {
      return null;
    }
    courses.put(choice.id(), course);
    return course.at(candles.bars(), index);
  }

  private Column put(Reading reading, double[][] figures, int begin, int first) {
    Choice choice = reading.choice();
    List<String> names = choice.columns();
    for (int i = 0; i < names.size(); i++) {
      columns.put(names.get(i), new Column(choice, figures[i], begin, first));
    }
    return Objects.requireNonNull(columns.get(reading.column()));
  }

  /** What the candles from one to another were, both of the window of the block. */
  Input input(int first, int last) {
    Fingerprint fingerprint =
        fingerprints.compute(
            first,
            (from, known) -> known != null && known.canReach(last) ? known : new Fingerprint(from));
    long length = candles.interval().nanos();
    return new Input(
        candles.interval(),
        candles.bars().openTimeNanos(first),
        candles.bars().openTimeNanos(last) + length,
        last - first + 1,
        fingerprint.upTo(candles, last));
  }
}
