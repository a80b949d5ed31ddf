package io.tapeline.access;

import java.net.InetAddress;
import java.time.Instant;

/** Whether a key may be used, and if not, why. */
public sealed interface Standing {

  record Valid() implements Standing {}

  /**
   * Its time is over.
   *
   * @param since the first moment at which it was
   */
  record Expired(Instant since) implements Standing {}

  /**
   * It was withdrawn.
   *
   * @param since the first moment at which it was
   */
  record Revoked(Instant since) implements Standing {}

  /** It is used from an address that is not among its own. */
  record WrongAddress(InetAddress from) implements Standing {}
}
