package io.tapeline.chain.fee;

import io.tapeline.chain.follow.BlockRef;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was paid in a block. Fees are in the report's unit.
 *
 * @param base what everybody paid and nobody got; null where there is no such thing
 * @param blobBase the same for a unit of gas of blobs; null likewise, or where its rule is not
 *     known
 * @param fullness how much of its room was used, 0 to 1
 * @param paid by percentile: what at least so much of the block paid at most, beyond the base
 */
public record PaidInBlock(
    BlockRef block,
    @Nullable BigDecimal base,
    @Nullable BigDecimal blobBase,
    BigDecimal fullness,
    SortedMap<Integer, BigDecimal> paid) {

  public PaidInBlock {
    paid = Collections.unmodifiableSortedMap(new TreeMap<>(paid));
  }
}
