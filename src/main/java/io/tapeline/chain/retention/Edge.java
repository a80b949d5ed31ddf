package io.tapeline.chain.retention;

import java.time.Instant;

/**
 * Where what is stored of a chain begins: what was before is removed.
 *
 * @param number of the lowest block that is kept
 * @param time as that block says it
 * @param moment of what was recorded or taken back later nothing is removed
 */
public record Edge(long number, Instant time, Instant moment) {}
