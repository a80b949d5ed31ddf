package io.tapeline.chain.rest;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import io.tapeline.http.Inputs;
import org.jspecify.annotations.Nullable;

/** What several resources of chains are asked by, and the words that the contract has for it. */
public final class AskedChain {

  public static final String NAME = "A chain's name, in any case.";
  public static final String TAG = "What nodes of chains agree on.";
  public static final String FROM = "Not before this moment.";
  public static final String TO = "Before this moment; now if it is not given.";
  public static final String GONE =
      "`no_longer_kept`: what is asked for needs blocks that were removed after their retention.";
  public static final String AS_OF =
      "What was known at this moment: blocks that were recorded later, or taken back later, are as"
          + " they were. The same question has the same answer for as long as the data is kept.";

  /**
   * Nanoseconds since 1970 UTC.
   *
   * @param from not before
   * @param to before
   */
  public record Times(long from, long to) {}

  private static final String WORD = "[A-Za-z0-9-]{1,50}";

  private AskedChain() {}

  /** A name in the configuration, or an address. */
  public static @Nullable String word(Inputs inputs, String name, @Nullable String given) {
    if (given != null && !given.matches(WORD)) {
      inputs.wrong(name, "must be a name in the configuration, or an address", given);
    }
    return given;
  }

  public static @Nullable Address address(Inputs inputs, String name, @Nullable String given) {
    try {
      return given == null ? null : Address.parse(given);
    } catch (RefusedException e) {
      inputs.wrong(name, "must be an address: " + e.getMessage(), given);
      return null;
    }
  }

  /** All that there is where nothing is given. */
  public static Times times(Inputs inputs, @Nullable String from, @Nullable String to) {
    long end = inputs.timeNanos("to", to, Long.MAX_VALUE);
    Long start = inputs.timeNanos("from", from);
    if (start != null && start > end) {
      inputs.wrong("from", "must not be after to", from);
    }
    return new Times(start == null ? 0 : start, end);
  }
}
