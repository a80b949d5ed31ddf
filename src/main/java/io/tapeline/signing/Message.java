package io.tapeline.signing;

import org.jspecify.annotations.Nullable;

/** What a signature is about. */
@FunctionalInterface
public interface Message {

  /**
   * The value of a component, as RFC 9421 section 2 has it; null if there is none.
   *
   * @param name of a header in small letters, or one that begins with {@code @}
   * @param ofRequest whether it is meant of the request that this message answers
   */
  @Nullable String component(String name, boolean ofRequest);
}
