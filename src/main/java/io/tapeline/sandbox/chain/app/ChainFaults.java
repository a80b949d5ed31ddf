package io.tapeline.sandbox.chain.app;

import io.tapeline.sandbox.chain.fault.NodeFault;
import io.tapeline.sandbox.chain.fault.NodeFaultKind;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What goes wrong with nodes, as somebody switched it on. */
@Singleton
public class ChainFaults {

  private static final int MOST = 100;

  private final List<NodeFault> switched = new CopyOnWriteArrayList<>();

  void add(NodeFault fault) {
    switched.removeIf(before -> before.untilNanos() <= fault.fromNanos());
    switched.add(fault);
    while (switched.size() > MOST) {
      switched.removeFirst();
    }
  }

  /** Ends all of them. */
  public void clear() {
    switched.clear();
  }

  /** Those that are not over. */
  public List<NodeFault> current(long timeNanos) {
    return switched.stream().filter(fault -> fault.untilNanos() > timeNanos).toList();
  }

  /** How a node fails in this way now, if it does: what was switched on last counts. */
  Optional<NodeFault> of(NodeFaultKind kind, String node, long timeNanos) {
    return switched.stream()
        .filter(fault -> fault.kind() == kind && fault.hits(node, timeNanos))
        .reduce((_, later) -> later);
  }
}
