package io.tapeline.chain.bitcoin.record;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed in the stored blocks of a chain at once.
 *
 * @param newest stored so far; null if none is
 * @param withdrawnFrom all from this height up are no longer on the chain; null if none is taken
 *     back
 * @param joined each following the one before
 * @param head where the chain is, whatever of it is stored: which blocks are safe and final; null
 *     if that is not told
 */
public record BitcoinChange(
    String chain,
    @Nullable BlockRef newest,
    @Nullable Long withdrawnFrom,
    List<MeasuredBlock> joined,
    @Nullable Head head) {

  public BitcoinChange {
    joined = List.copyOf(joined);
  }
}
