package io.tapeline.chain.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainPath;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.BlockWindow;
import io.tapeline.chain.follow.Branch;
import io.tapeline.chain.follow.Following;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.record.BlockFetch.Fetched;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.store.Rounds;
import java.util.List;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the stored blocks of one chain to where it is, piece by piece: looks what is missing
 * between them and the head that nodes agree on, and whether they are on the chain still; fetches
 * that, and stores it. What is stored is where it goes on, so nothing is lost, however long nodes
 * or the database are away. One round at a time.
 */
final class BlockRounds implements Rounds {

  /** Known by their hashes before they are fetched; more are left to the next round. */
  static final int PIECE_BLOCKS = 256;

  /** So many times as many stored blocks are looked through where a reorg was deeper. */
  private static final int DEEPER = 4;

  private static final Logger LOG = Logger.getLogger(BlockRounds.class);

  private final EvmChain chain;
  private final HeadTracker tracker;
  private final ChainPath path;
  private final BlockFetch fetch;
  private final BlockStore store;
  private final ChainMeters.Recording meters;
  private volatile @Nullable StoredChain known;

  BlockRounds(EvmChain chain, HeadTracker tracker, BlockStore store, ChainMeters meters) {
    this.chain = chain;
    this.tracker = tracker;
    this.path = new ChainPath(tracker);
    this.fetch = new BlockFetch(chain);
    this.store = store;
    this.meters = meters.recording(chain.name(), () -> backlog().orElse(0));
  }

  String chain() {
    return chain.name();
  }

  @Override
  public String name() {
    return "blocks of " + chain.name();
  }

  /** The newest that is stored, as far as that is known here. Any thread. */
  @Nullable BlockRef newest() {
    StoredChain stored = known;
    return stored == null ? null : stored.newest();
  }

  /** Blocks up to the head that are not stored yet; empty where that is not known. Any thread. */
  OptionalLong backlog() {
    Head head = tracker.state().head();
    BlockRef newest = newest();
    return head == null || newest == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, head.latest().number() - newest.number()));
  }

  @Override
  public void forget() {
    known = null;
  }

  @Override
  public Uni<Boolean> next() {
    Head head = tracker.state().head();
    if (head == null) {
      return Uni.createFrom().item(false);
    }
    return stored()
        .chain(stored -> bring(stored, head.latest()))
        .onFailure()
        .invoke(
            () -> {
              meters.failures().increment();
              forget();
            });
  }

  private Uni<StoredChain> stored() {
    StoredChain stored = known;
    return stored != null ? Uni.createFrom().item(stored) : read(mostKnown());
  }

  private int mostKnown() {
    return chain.followed().reorgBlocks() + 1;
  }

  private Uni<StoredChain> read(int most) {
    return store
        .newest(chain.name(), most)
        .map(blocks -> new StoredChain(blocks, blocks.size() < most))
        .invoke(stored -> known = stored);
  }

  /** Whether there is more to do at once. */
  private Uni<Boolean> bring(StoredChain stored, BlockRef head) {
    BlockRef newest = stored.newest();
    if (newest != null && newest.isSame(head)) {
      return Uni.createFrom().item(false);
    }
    Long from = chain.indexing().from();
    long first = newest != null ? newest.number() + 1 : from == null ? head.number() : from;
    if (newest == null && first > head.number()) {
      return Uni.createFrom().item(false);
    }
    long last = Math.min(head.number(), first + PIECE_BLOCKS - 1);
    Uni<BlockRef> target = last == head.number() ? Uni.createFrom().item(head) : path.agreed(last);
    return target
        .chain(block -> branch(newest == null, first, block))
        .chain(branch -> join(stored, branch));
  }

  /** The first time it begins at a block of its own, later where the stored ones end. */
  private Uni<Branch> branch(boolean isFirst, long first, BlockRef target) {
    Branch branch = Branch.of(target);
    return isFirst && first < target.number()
        ? path.lead(branch, new BlockRange(first, target.number() - 1))
        : Uni.createFrom().item(branch);
  }

  private Uni<Boolean> join(StoredChain stored, Branch branch) {
    BlockWindow window = stored.window();
    return switch (window.follow(branch)) {
      case Following.Unchanged _ -> Uni.createFrom().item(false);
      case Following.Missing(BlockRange blocks, _) ->
          path.lead(branch, blocks).chain(longer -> join(stored, longer));
      case Following.Extended(var joined) -> write(stored, List.of(), joined);
      case Following.Reorganized(var orphaned, var joined) -> write(stored, orphaned, joined);
      case Following.TooDeep _ -> deeper(stored, branch);
    };
  }

  /** Where none of the blocks that are looked at is on the chain, older ones are. */
  private Uni<Boolean> deeper(StoredChain stored, Branch branch) {
    if (branch.tip().number() < stored.blocks().getFirst().number() && stored.isAll()) {
      return Uni.createFrom()
          .failure(
              new NodeException(
                  NodeFault.BEHIND,
                  "its nodes are behind the oldest block that is stored, "
                      + stored.blocks().getFirst().number()));
    }
    if (!stored.isAll()) {
      return read(stored.blocks().size() * DEEPER).chain(more -> join(more, branch));
    }
    LOG.errorf(
        "%s: none of its stored blocks is on it; all are taken back, and it is stored anew from"
            + " block %d",
        chain.name(), branch.first().number());
    return write(stored, stored.blocks(), branch.blocks());
  }

  private Uni<Boolean> write(StoredChain stored, List<BlockRef> orphaned, List<BlockRef> joined) {
    // what stands in the place of what is taken back is stored with that
    int most =
        orphaned.isEmpty()
            ? chain.indexing().batchBlocks()
            : Math.max(chain.indexing().batchBlocks(), PIECE_BLOCKS);
    int first = Math.min(joined.size(), most);
    return fetch
        .of(joined.subList(0, first))
        .chain(got -> pipe(stored, orphaned, got, joined.subList(first, joined.size())))
        .replaceWith(true);
  }

  /** While some are written the next are fetched. */
  private Uni<Void> pipe(
      StoredChain stored, List<BlockRef> orphaned, Fetched fetched, List<BlockRef> rest) {
    NodeException why = fetched.why();
    if (fetched.blocks().isEmpty() && why != null) {
      return Uni.createFrom().failure(why);
    }
    Uni<StoredChain> written = store(stored, orphaned, fetched.blocks());
    if (why != null) {
      return written.chain(() -> Uni.createFrom().failure(why));
    }
    if (rest.isEmpty()) {
      return written.replaceWithVoid();
    }
    int next = Math.min(rest.size(), chain.indexing().batchBlocks());
    return Uni.combine()
        .all()
        .unis(written, fetch.of(rest.subList(0, next)))
        .asTuple()
        .chain(
            both ->
                pipe(both.getItem1(), List.of(), both.getItem2(), rest.subList(next, rest.size())));
  }

  private Uni<StoredChain> store(
      StoredChain stored, List<BlockRef> orphaned, List<FullBlock> joined) {
    BlockChange change =
        new BlockChange(chain.name(), stored.newest(), orphaned, joined, tracker.state().head());
    return store
        .write(change)
        .map(_ -> stored.after(change, mostKnown()))
        .invoke(
            now -> {
              known = now;
              meters.stored().increment(joined.size());
              meters.withdrawn().increment(orphaned.size());
            });
  }
}
