package io.tapeline.sandbox.chain;

import io.tapeline.chain.Hash;
import io.tapeline.sandbox.chain.activity.BlockMaker;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.tapeline.sandbox.chain.activity.Executed;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.chain.activity.Tip;
import io.tapeline.sandbox.chain.activity.World;
import io.tapeline.sandbox.chain.state.Ledger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of blocks, made one after another and forgotten but for the beginnings of their hashes:
 * one that is asked for is made again with its neighbours, from what everybody had at the last of
 * the points that are kept for that. Memory is that of the latest chunks of blocks that were made
 * or asked for, and of such a point for every 512 blocks. Any thread.
 */
public final class Branch {

  private static final int CHUNK = 64;

  /** Of the points from which blocks are made again, in chunks. */
  private static final int POINT_CHUNKS = 8;

  /** Blocks that follow each other, and what begins the next ones. */
  private record Chunk(List<SimulatedBlock> blocks, Tip end) {}

  /** Something of a branch. */
  private record Key(Branch branch, long number) {}

  /** What was made or asked for last, of a branch and all that fork from it. */
  private record Kept(Recent<Key, Chunk> chunks, Recent<Key, Ledger> ledgers) {

    private static final int CHUNKS = 12;
    private static final int LEDGERS = 24;

    private Kept() {
      this(new Recent<>(CHUNKS), new Recent<>(LEDGERS));
    }
  }

  private final World world;
  private final ChainTerms terms;
  private final long seed;
  private final @Nullable Branch parent;
  private final long first;
  private final BlockMaker maker;
  private final HashIndex hashes = new HashIndex();
  private final HashIndex transactions = new HashIndex();
  private final List<Tip> points = new ArrayList<>();
  private final Kept kept;
  private final List<SimulatedBlock> newest = new ArrayList<>(CHUNK);

  /** Of each block, how many transactions there are up to it. */
  private int[] transactionsUpTo = new int[CHUNK];

  private Branch(
      World world, ChainTerms terms, long seed, @Nullable Branch parent, Tip behind, Kept kept) {
    this.kept = kept;
    this.world = world;
    this.terms = terms;
    this.seed = seed;
    this.parent = parent;
    this.first = behind.header().number() + 1;
    this.maker = new BlockMaker(world, terms, seed, behind);
    points.add(behind);
  }

  /** One that begins with a state of its own. */
  static Branch beginning(World world, ChainTerms terms, long seed, long first) {
    return new Branch(
        world, terms, seed, null, BlockMaker.genesis(world, terms, first - 1), new Kept());
  }

  /**
   * One that has the same blocks up to one, and others behind it.
   *
   * @param last the last that is the same; it is made already
   */
  Branch fork(long last, long forkSeed) {
    return new Branch(world, terms, forkSeed, this, tip(last), kept);
  }

  long seed() {
    return seed;
  }

  /** The oldest block that there is. */
  long oldest() {
    return parent == null ? first : parent.oldest();
  }

  /** Makes what is missing up to this block. */
  synchronized void extendTo(long number) {
    while (maker.number() < number) {
      SimulatedBlock block = maker.next();
      note(block);
      newest.add(block);
      if (newest.size() == CHUNK) {
        long chunk = (block.number() - first) / CHUNK;
        Tip end = maker.tip();
        kept.chunks.put(new Key(this, chunk), new Chunk(List.copyOf(newest), end));
        newest.clear();
        if ((chunk + 1) % POINT_CHUNKS == 0) {
          points.add(end);
        }
      }
    }
  }

  private void note(SimulatedBlock block) {
    hashes.add(block.hash());
    block.executed().stream().map(Executed::hash).forEach(transactions::add);
    int at = hashes.size() - 1;
    if (at == transactionsUpTo.length) {
      transactionsUpTo = Arrays.copyOf(transactionsUpTo, 2 * at);
    }
    transactionsUpTo[at] = transactions.size();
  }

  /** Whether the block was made. */
  synchronized boolean has(long number) {
    return number <= maker.number() && number >= oldest();
  }

  /**
   * @throws IllegalArgumentException if it was not made yet, or is older than all
   */
  public synchronized SimulatedBlock block(long number) {
    if (number < first && parent != null) {
      return parent.block(number);
    }
    if (!has(number)) {
      throw new IllegalArgumentException("no block " + number);
    }
    int at = (int) ((number - first) % CHUNK);
    long chunk = (number - first) / CHUNK;
    return isNewest(chunk) ? newest.get(at) : chunk(chunk).blocks.get(at);
  }

  private boolean isNewest(long chunk) {
    return chunk == hashes.size() / CHUNK;
  }

  private Chunk chunk(long number) {
    Key key = new Key(this, number);
    Chunk known = kept.chunks.get(key);
    if (known != null) {
      return known;
    }
    BlockMaker again = new BlockMaker(world, terms, seed, before(number));
    List<SimulatedBlock> blocks = new ArrayList<>(CHUNK);
    for (int i = 0; i < CHUNK; i++) {
      blocks.add(again.next());
    }
    Chunk made = new Chunk(List.copyOf(blocks), again.tip());
    kept.chunks.put(key, made);
    return made;
  }

  private Tip before(long chunk) {
    return chunk % POINT_CHUNKS == 0
        ? points.get((int) (chunk / POINT_CHUNKS))
        : chunk(chunk - 1).end;
  }

  /** What everybody has behind a block; nobody may change it. */
  synchronized Ledger ledger(long number) {
    if (number < first && parent != null) {
      return parent.ledger(number);
    }
    Key key = new Key(this, number);
    Ledger known = kept.ledgers.get(key);
    if (known == null) {
      known = tip(number).ledger();
      kept.ledgers.put(key, known);
    }
    return known;
  }

  private synchronized Tip tip(long number) {
    if (number < first && parent != null) {
      return parent.tip(number);
    }
    if (number == maker.number()) {
      return maker.tip();
    }
    if (!has(number)) {
      throw new IllegalArgumentException("no block " + number);
    }
    BlockMaker again = new BlockMaker(world, terms, seed, before((number - first) / CHUNK));
    while (again.number() < number) {
      SimulatedBlock _ = again.next();
    }
    return again.tip();
  }

  /** The block of this hash: on this branch, or on those that it left, also behind the fork. */
  synchronized Optional<Found> find(Hash hash) {
    int at = hashes.find(hash);
    if (at >= 0) {
      return Optional.of(new Found(this, block(first + at)))
          .filter(found -> found.block.hash().equals(hash));
    }
    return parent == null ? Optional.empty() : parent.find(hash);
  }

  /** A block and a branch that has it. */
  record Found(Branch branch, SimulatedBlock block) {}

  /** Where a transaction is, on this branch or before it. */
  synchronized Optional<Place> findTransaction(Hash hash) {
    int at = transactions.find(hash);
    if (at < 0) {
      return parent == null
          ? Optional.empty()
          : parent.findTransaction(hash).filter(place -> place.block.number() < first);
    }
    int block = Arrays.binarySearch(transactionsUpTo, 0, hashes.size(), at);
    // found: it is the first behind that block; else where it would stand
    int of = block >= 0 ? block + 1 : -block - 1;
    int before = of == 0 ? 0 : transactionsUpTo[of - 1];
    return Optional.of(new Place(block(first + of), at - before))
        .filter(place -> place.executed().hash().equals(hash));
  }

  /** A transaction in its block. */
  public record Place(SimulatedBlock block, int index) {
    public Executed executed() {
      return block.executed().get(index);
    }
  }
}
