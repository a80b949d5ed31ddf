package io.tapeline.signal.choice;

/**
 * Something wrong.
 *
 * @param given as it was written
 * @param reason what would have been right: a sentence without its full stop
 */
public record Fault(String given, String reason) {}
