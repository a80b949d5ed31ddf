package io.tapeline.chain.app;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps how one node does. Any thread. */
final class NodeHealth {

  /** So much of the latency is the newest answer's. */
  private static final double NEWEST_SHARE = 0.2;

  private volatile NodeState state;

  NodeHealth(String name) {
    this.state = NodeState.unasked(name);
  }

  NodeState state() {
    return state;
  }

  void answered(Duration took, Instant now) {
    change(
        before ->
            new NodeState(
                before.name(),
                latency(before, took),
                0,
                null,
                now,
                before.aside(),
                before.doubt()));
  }

  private static Duration latency(NodeState before, Duration took) {
    Duration latency = before.latency();
    return latency == null
        ? took
        : Duration.ofNanos(
            Math.round(latency.toNanos() + (took.toNanos() - latency.toNanos()) * NEWEST_SHARE));
  }

  void failed(NodeException why, Instant now) {
    change(
        before ->
            new NodeState(
                before.name(),
                before.latency(),
                before.failures() + 1,
                new NodeState.Fault(why.fault(), String.valueOf(why.getMessage()), now),
                before.answered(),
                before.aside(),
                before.doubt()));
  }

  void setAside(String why) {
    judged(why, null);
  }

  void doubt(String why) {
    judged(null, why);
  }

  void takeBack() {
    judged(null, null);
  }

  private void judged(@Nullable String aside, @Nullable String doubt) {
    change(
        before ->
            new NodeState(
                before.name(),
                before.latency(),
                before.failures(),
                before.fault(),
                before.answered(),
                aside,
                doubt));
  }

  private synchronized void change(UnaryOperator<NodeState> how) {
    state = how.apply(state);
  }
}
