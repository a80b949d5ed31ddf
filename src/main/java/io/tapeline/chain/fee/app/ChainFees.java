package io.tapeline.chain.fee.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.OfKind;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.fee.FeeReport;

/** Fees of chains of one kind. */
public interface ChainFees extends OfKind {

  /**
   * Fees behind the newest block. Fails with {@code chain_unavailable} where nodes do not agree.
   *
   * @param state with a head
   * @param blocks so many are looked at, 1 to {@link FeeReader#MOST_BLOCKS}
   */
  Uni<FeeReport> fees(String chain, TrackedChain state, int blocks);
}
