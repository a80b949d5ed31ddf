package io.tapeline.signal.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what indicators say.
 *
 * @param rows up to as many as were asked for
 * @param nextNanos where the next page begins; the end of the range if there is none
 * @param lasting how long it stays as it is
 * @param asOfNanos what it was made from was known at this moment; null if another answer may come
 *     a moment later
 * @param horizonNanos all up to then is stored; without meaning where it is of no moment
 */
public record FigurePage(
    List<FigureRow> rows,
    long nextNanos,
    Lasting lasting,
    @Nullable Long asOfNanos,
    long horizonNanos) {

  /** How long a page stays as it is. */
  public enum Lasting {
    /** Until the next trade. */
    LIVE,
    /** Until something that is missing or partial is refilled or imported. */
    HISTORY,
    /** For ever. */
    IMMUTABLE
  }

  public FigurePage {
    rows = List.copyOf(rows);
  }
}
