package io.tapeline.index;

/** A connection that watches markets, and when it last showed that it lives. */
final class Watcher {

  private long heardNanos;

  Watcher(long heardNanos) {
    this.heardNanos = heardNanos;
  }

  void heard(long timeNanos) {
    heardNanos = Math.max(heardNanos, timeNanos);
  }

  long heardNanos() {
    return heardNanos;
  }
}
