package io.tapeline.chain.app;

/**
 * What became of asking one node.
 *
 * @param <T> what it says
 */
public sealed interface Said<T> {

  record Answer<T>(T value) implements Said<T> {}

  record Nothing<T>(NodeException why) implements Said<T> {}
}
