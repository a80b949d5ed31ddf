package io.tapeline.chain.fee.app;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.OfKind;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.fee.FeeReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Answers what fees are, whatever the kind of the chain. */
@ApplicationScoped
public class FeeReader {

  public static final int MOST_BLOCKS = 100;

  private final List<ChainFees> kinds;

  public FeeReader(@All List<ChainFees> kinds) {
    this.kinds = kinds;
  }

  /**
   * Fails with {@code chain_unavailable} where that is not known now.
   *
   * @param state with a head
   * @param blocks 1 to {@link #MOST_BLOCKS}
   */
  public Uni<FeeReport> fees(ChainTracker tracker, TrackedChain state, int blocks) {
    String chain = tracker.chain().name();
    return OfKind.of(kinds, chain, "Fees").fees(chain, state, blocks);
  }
}
