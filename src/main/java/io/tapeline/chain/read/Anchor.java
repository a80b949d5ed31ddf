package io.tapeline.chain.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.follow.Finality;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The block that a reading stands on.
 *
 * @param hash the header's
 * @param finality how sure it is that it stays
 * @param confirmations blocks from it to the newest, itself counted; 0 if it is not on the chain
 * @param doubt why it is not known to be on the chain, null if enough nodes agree that it is
 */
public record Anchor(
    Header header, Hash hash, Finality finality, long confirmations, @Nullable Doubt doubt) {

  public Instant time() {
    return Instant.ofEpochSecond(header.timestamp());
  }

  public boolean isOnChain() {
    return doubt == null;
  }

  public boolean isFinal() {
    return isOnChain() && finality == Finality.FINALIZED;
  }
}
