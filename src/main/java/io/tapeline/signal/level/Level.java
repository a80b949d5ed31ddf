package io.tapeline.signal.level;

/**
 * A price at which a market has turned, once or more often.
 *
 * @param price mean of the turns
 * @param touches how often it turned there
 * @param strength 0 to 100, more the more often and the later
 * @param firstNanos the bar of the first turn, nanoseconds since 1970 UTC
 * @param lastNanos the bar of the last one
 */
public record Level(double price, int touches, double strength, long firstNanos, long lastNanos) {}
