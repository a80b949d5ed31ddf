package io.tapeline.chain.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.ChainNode;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.MadeBlocks;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.record.BlockChange;
import io.tapeline.ops.store.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the blocks of a real node, and takes back those that it has not any more. */
public final class StoredChain {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EvmChain chain;
  private final PgBlockStore store;
  private final List<FullBlock> stored = new ArrayList<>();

  public StoredChain(EvmChain chain, TestStores stores, BlockPart... parts) {
    this.chain = chain;
    this.store = BlockStores.of(stores, parts);
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  private FullBlock block(Hash hash) {
    return await(chain.nodes().any(node -> node.fullBlock(hash)));
  }

  /** Until the newest block of the node; how many blocks were taken back. */
  public int follow() {
    Head head = await(chain.nodes().any(ChainNode::head));
    List<FullBlock> joined = new ArrayList<>();
    for (Hash wanted = head.latest().hash(); !has(wanted); ) {
      FullBlock block = block(wanted);
      joined.add(block);
      if (block.number() == 0) {
        break;
      }
      wanted = block.header().parentHash();
    }
    return join(joined.reversed());
  }

  /** Stores the newest block of the node alone, as where nothing is said of where to begin. */
  public void begin() {
    Head head = await(chain.nodes().any(ChainNode::head));
    var _ = join(List.of(block(head.latest().hash())));
  }

  private boolean has(Hash hash) {
    return stored.stream().anyMatch(block -> block.hash().equals(hash));
  }

  private int join(List<FullBlock> joined) {
    if (joined.isEmpty()) {
      return 0;
    }
    long first = joined.getFirst().number();
    List<FullBlock> orphaned =
        stored.stream().filter(block -> block.number() >= first).toList().reversed();
    BlockChange change =
        new BlockChange(
            chain.name(), newest(), orphaned.stream().map(MadeBlocks::ref).toList(), joined);
    await(store.write(change));
    stored.removeAll(orphaned);
    stored.addAll(joined);
    return orphaned.size();
  }

  private @Nullable BlockRef newest() {
    return stored.isEmpty() ? null : MadeBlocks.ref(stored.getLast());
  }

  public List<FullBlock> blocks() {
    return List.copyOf(stored);
  }
}
