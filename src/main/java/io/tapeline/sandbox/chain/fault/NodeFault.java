package io.tapeline.sandbox.chain.fault;

import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong with a node, for a while.
 *
 * @param node its name; null hits all of them
 * @param blocks how far it is behind, or where it left the others; 0 where that means nothing
 * @param fromNanos nanoseconds since 1970 UTC
 * @param untilNanos the first moment at which all is well again
 */
public record NodeFault(
    @Nullable String node, NodeFaultKind kind, int blocks, long fromNanos, long untilNanos) {

  public NodeFault {
    if (untilNanos <= fromNanos) {
      throw new IllegalArgumentException("ends before it starts");
    }
    if (blocks < (kind.hasBlocks() ? 1 : 0)) {
      throw new IllegalArgumentException("blocks: " + blocks);
    }
  }

  public boolean hits(String name, long timeNanos) {
    return timeNanos >= fromNanos && timeNanos < untilNanos && (node == null || node.equals(name));
  }
}
