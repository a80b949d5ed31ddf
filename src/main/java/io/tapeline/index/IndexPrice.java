package io.tapeline.index;

import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import java.util.List;

/**
 * The index price of an instrument at one tick of the tape.
 *
 * @param timeNanos the tick, tape time, nanoseconds since 1970 UTC
 * @param eventTimeNanos newest event time among the markets that are in
 * @param price quote asset per unit of base, 18 significant digits half-even
 * @param confidence half-width of the interval around the price, same unit, never zero
 * @param stale too few or too old sources: the last good price, kept
 * @param parity at least one conversion assumes that a stablecoin is worth one
 * @param constituents every market of the base asset, by market id, then the pools of it that are
 *     switched on, likewise
 */
public record IndexPrice(
    Instrument instrument,
    long timeNanos,
    long eventTimeNanos,
    Decimal price,
    Decimal confidence,
    boolean stale,
    boolean parity,
    List<Constituent> constituents) {

  /** Version of {@code docs/concepts/index-price.md} that this code follows. */
  public static final String METHODOLOGY = "tapeline-index/1";

  public IndexPrice {
    constituents = List.copyOf(constituents);
  }
}
