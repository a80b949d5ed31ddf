package io.tapeline.tape.load;

import io.tapeline.market.Trade;

/**
 * A trade of a file.
 *
 * @param identified whether the file tells its id; else it is derived
 * @param equalBefore how many equal ones without an id stand before it
 * @param line where it stands, from 1
 */
record FileTrade(Trade trade, boolean identified, int equalBefore, long line) {}
