package io.tapeline.chain.fee;

import io.tapeline.chain.follow.BlockRef;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fees of a chain behind one block of it.
 *
 * @param block the newest that was looked at
 * @param nextBase the base fee of the block behind it; null where there is no such thing
 * @param nextBlobBase the same of blobs; null likewise, or where it is not known
 * @param suggestions slowest first
 * @param history oldest first; the last is of the block
 * @param by the nodes that said what was paid
 */
public record FeeReport(
    FeeUnit unit,
    BlockRef block,
    @Nullable BigDecimal nextBase,
    @Nullable BigDecimal nextBlobBase,
    List<Suggestion> suggestions,
    List<PaidInBlock> history,
    Set<String> by) {

  public FeeReport {
    suggestions = List.copyOf(suggestions);
    history = List.copyOf(history);
    by = Set.copyOf(by);
  }
}
