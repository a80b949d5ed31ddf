package io.tapeline.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which a simulated venue fails. */
public enum FaultKind {
  /** Sockets are closed, and new ones too, as soon as they open. */
  DISCONNECT,
  /** Trades and quotes are missing from the sockets; REST answers hold them. */
  GAP,
  /** Each message comes twice. */
  DUPLICATE,
  /** Before each message comes a broken copy of it. */
  MALFORMED,
  /** Prices are off, on sockets and in REST answers alike. */
  OUTLIER,
  /** Sockets stay open and say nothing, not even heartbeats. */
  SILENT;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FaultKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
