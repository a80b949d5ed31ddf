package io.tapeline.chain.app;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node gave no answer that can be used. It is no bug and comes often: it has no stack trace. */
public final class NodeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final NodeFault fault;
  private final @Nullable Duration retryAfter;

  /**
   * @param detail a clause for people, without a full stop
   */
  public NodeException(NodeFault fault, String detail) {
    this(fault, detail, null);
  }

  /**
   * @param retryAfter before that it will refuse again; null if that is not known
   */
  public NodeException(NodeFault fault, String detail, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.fault = fault;
    this.retryAfter = retryAfter;
  }

  public NodeFault fault() {
    return fault;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
