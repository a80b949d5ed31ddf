package io.tapeline.tape.load;

import io.tapeline.load.ColumnMap;
import io.tapeline.market.Market;

/**
 * Which trades of a file are taken. All times are nanoseconds since 1970 UTC.
 *
 * @param market whose trades they are
 * @param nowNanos what is later is refused as of the future
 * @param settledNanos what is not earlier is refused: the tape may tell of it still
 * @param oldestNanos what is earlier is refused: it would not be kept
 */
public record TradeTerms(
    Market market, ColumnMap map, long nowNanos, long settledNanos, long oldestNanos) {}
