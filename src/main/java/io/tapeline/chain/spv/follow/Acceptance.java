package io.tapeline.chain.spv.follow;

import io.tapeline.chain.spv.header.HeaderFault;
import java.util.List;

/** What became of a header that was offered to a chain. */
public sealed interface Acceptance {

  /** It is the new head, after the old one. */
  record Extended(ChainedHeader head) implements Acceptance {}

  /**
   * Its branch has more work than the best chain had, and is the best chain now.
   *
   * @param orphaned what was on the best chain and no longer is, the old head first
   * @param joined what is on it now, in the order of the chain; the last is the new head
   */
  record Reorganized(List<ChainedHeader> orphaned, List<ChainedHeader> joined)
      implements Acceptance {

    public Reorganized {
      orphaned = List.copyOf(orphaned);
      joined = List.copyOf(joined);
    }
  }

  /** It is valid, and its branch has no more work than the best chain: what was first stays. */
  record Aside(ChainedHeader header) implements Acceptance {}

  /** It was accepted before. */
  record Known(ChainedHeader header) implements Acceptance {}

  /** It is not accepted, and nothing changed. */
  record Refused(HeaderFault fault, String detail) implements Acceptance {}
}
