package io.tapeline.signal.strategy;

/**
 * Which rule said something: the same for the same signals of the same candles.
 *
 * @param id with all its numbers: {@code ma_cross(50,200)}
 * @param version of the strategy then
 */
public record StrategyName(String id, int version) {}
