package io.tapeline.chain.app;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.BlockWindow;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.chain.quorum.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which block is safe, and which final, of what nodes say. What was once so stays so. */
final class Surer {

  private final Quorum quorum;

  Surer(Quorum quorum) {
    this.quorum = quorum;
  }

  /**
   * @param before the head until now; null if there was none
   */
  Head head(BlockRef latest, Poll poll, BlockWindow window, @Nullable Head before) {
    BlockRef safe = newest(Finality.SAFE, latest, poll, window, before);
    BlockRef finalized = newest(Finality.FINALIZED, latest, poll, window, before);
    boolean isSafeToo = safe != null && finalized != null && finalized.number() >= safe.number();
    return new Head(latest, isSafeToo ? finalized : safe, finalized);
  }

  private @Nullable BlockRef newest(
      Finality which, BlockRef latest, Poll poll, BlockWindow window, @Nullable Head before) {
    BlockRef known =
        Optional.ofNullable(before)
            .flatMap(head -> head.at(which))
            .filter(block -> fits(block, latest, window))
            .orElse(null);
    BlockRef said =
        said(which, poll, window).filter(block -> fits(block, latest, window)).orElse(null);
    return said == null || (known != null && known.number() > said.number()) ? known : said;
  }

  private static boolean fits(BlockRef block, BlockRef latest, BlockWindow window) {
    return block.number() <= latest.number()
        && window.at(block.number()).map(block::isSame).orElse(true);
  }

  /** Of those that enough nodes have reached; one that is kept needs no more said of it. */
  private Optional<BlockRef> said(Finality which, Poll poll, BlockWindow window) {
    Map<String, BlockRef> all = new TreeMap<>();
    poll.heads().forEach((name, head) -> head.at(which).ifPresent(block -> all.put(name, block)));
    OptionalLong height = quorum.height(all.values().stream().map(BlockRef::number).toList());
    if (height.isEmpty()) {
      return Optional.empty();
    }
    all.values().removeIf(block -> block.number() != height.getAsLong());
    List<BlockRef> distinct = all.values().stream().distinct().toList();
    BlockRef kept = window.at(height.getAsLong()).orElse(null);
    if (kept != null && distinct.size() == 1) {
      return Optional.of(distinct.getFirst()).filter(kept::isSame);
    }
    return quorum.on(all) instanceof Verdict.Agreed<BlockRef>(var block, _, _)
        ? Optional.of(block)
        : Optional.empty();
  }
}
