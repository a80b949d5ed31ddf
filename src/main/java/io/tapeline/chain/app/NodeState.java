package io.tapeline.chain.app;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a node did so far.
 *
 * @param latency of its last answers, the newest counting most; null before the first
 * @param failures in a row, up to now
 * @param fault of the last ask; null if that was answered
 * @param answered when it last answered; null if it never did
 * @param aside why it is not believed; null if it is
 * @param doubt why it should not be, though too few would be left without it; null if there is no
 *     reason
 */
public record NodeState(
    String name,
    @Nullable Duration latency,
    int failures,
    @Nullable Fault fault,
    @Nullable Instant answered,
    @Nullable String aside,
    @Nullable String doubt) {

  /**
   * What was wrong.
   *
   * @param detail a clause for people
   */
  public record Fault(NodeFault kind, String detail, Instant time) {}

  static NodeState unasked(String name) {
    return new NodeState(name, null, 0, null, null, null, null);
  }

  public boolean works() {
    return failures == 0 && aside == null && doubt == null;
  }
}
