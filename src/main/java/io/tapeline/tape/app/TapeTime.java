package io.tapeline.tape.app;

import io.tapeline.tape.TapeEvent;
import jakarta.inject.Singleton;

/** What time it is on the tape: the newest tick. In a replay, recorded time. Any thread may ask. */
@Singleton
public class TapeTime implements TapeFollower {

  private volatile long nanos;

  @Override
  public int order() {
    return 0;
  }

  @Override
  public void on(TapeEvent event) {}

  @Override
  public void tick(long timeNanos) {
    nanos = timeNanos;
  }

  /** Nanoseconds since 1970 UTC; 0 before the first tick. */
  public long nanos() {
    return nanos;
  }
}
