package io.tapeline.chain.app;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

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
            new NodeState(before.name(), latency(before, took), 0, null, now, before.aside()));
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
                before.aside()));
  }

  void setAside(String why) {
    change(
        before ->
            new NodeState(
                before.name(),
                before.latency(),
                before.failures(),
                before.fault(),
                before.answered(),
                why));
  }

  void takeBack() {
    change(
        before ->
            new NodeState(
                before.name(),
                before.latency(),
                before.failures(),
                before.fault(),
                before.answered(),
                null));
  }

  private synchronized void change(UnaryOperator<NodeState> how) {
    state = how.apply(state);
  }
}
