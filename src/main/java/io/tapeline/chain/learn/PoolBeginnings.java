package io.tapeline.chain.learn;

import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.pool.app.PoolStore;
import io.tapeline.chain.record.BlockStore;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/** Who has first states of pools stored: the process that stores the blocks. */
@ApplicationScoped
public class PoolBeginnings {

  private final PoolBook pools;
  private final PoolStore store;
  private final BlockStore blocks;
  private final boolean isStored;

  public PoolBeginnings(
      PoolBook pools, PoolStore store, BlockStore blocks, StoreConfig config, FeedName feed) {
    this.pools = pools;
    this.store = store;
    this.blocks = blocks;
    this.isStored = config.enabled() && feed.isFollowed();
  }

  /** Nothing where blocks of this chain are not stored here. */
  Optional<FirstStates> of(AskedChain chain, InstantSource clock) {
    return isStored && chain.chain().indexing().isOn()
        ? Optional.of(new FirstStates(chain, pools, store, blocks, clock))
        : Optional.empty();
  }
}
