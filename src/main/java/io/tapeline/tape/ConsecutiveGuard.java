package io.tapeline.tape;

import io.tapeline.market.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * A guard for venues that number the matches of a market one by one: a jump is a gap. Gaps stay
 * open for late and repaired trades; the oldest is given up when there are too many.
 */
public final class ConsecutiveGuard implements SequenceGuard {

  private static final int MAX_OPEN_GAPS = 256;

  /** Missing matches, both ends inclusive. */
  private record Range(long first, long last) {}

  private final List<Range> gaps = new ArrayList<>();
  private long last = -1;

  @Override
  public Sequencing accept(Trade trade) {
    long first = trade.firstNumber();
    long number = trade.id().low();
    if (last < 0 || first == last + 1) {
      last = number;
      return ACCEPTED;
    }
    if (first > last + 1) {
      Sequencing gap = new Sequencing.Gap(last + 1, first);
      open(new Range(last + 1, first - 1));
      last = number;
      return gap;
    }
    return number <= last && fill(first, number) ? ACCEPTED : DUPLICATE;
  }

  private void open(Range gap) {
    if (gaps.size() == MAX_OPEN_GAPS) {
      gaps.removeFirst();
    }
    gaps.add(gap);
  }

  /** Takes these matches out of the gap that they lie in, if there is one. */
  private boolean fill(long first, long number) {
    for (int i = 0; i < gaps.size(); i++) {
      Range gap = gaps.get(i);
      if (gap.first <= first && number <= gap.last) {
        gaps.remove(i);
        if (number < gap.last) {
          gaps.add(i, new Range(number + 1, gap.last));
        }
        if (gap.first < first) {
          gaps.add(i, new Range(gap.first, first - 1));
        }
        return true;
      }
    }
    return false;
  }
}
