package io.tapeline.chain.token.app;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Kept transfers of tokens. Fails with {@code store_unavailable} if it does not answer. */
public interface TransferStore {

  /** Newest first, of the blocks that were known at a moment. */
  Uni<List<KeptTransfer>> read(TransferQuery query, long asOfNanos, int limit);
}
