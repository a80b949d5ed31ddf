package io.tapeline.exchange;

/**
 * A request for candles, and which of them its answer can tell of.
 *
 * @param page the newest of those that were wanted, as many as the venue tells at once
 */
public record CandleRequest(HttpGet get, CandleSpan page) {}
