package io.tapeline.chain.follow;

import io.tapeline.chain.Hash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A chain as a node has it: all of its blocks, and now and then others in their place. */
public final class SimulatedChain {

  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final int BLOCK_SECONDS = 12;

  private final List<BlockRef> blocks = new ArrayList<>();
  private long made;

  public SimulatedChain(int length) {
    extend(length);
  }

  private Hash nextHash() {
    return Hash.of(ByteBuffer.allocate(Hash.BYTES).putLong(++made).array());
  }

  public SimulatedChain extend(int count) {
    for (int i = 0; i < count; i++) {
      long number = blocks.size();
      Hash parent = blocks.isEmpty() ? Hash.of(new byte[Hash.BYTES]) : head().hash();
      blocks.add(
          new BlockRef(number, nextHash(), parent, BEGIN.plusSeconds(number * BLOCK_SECONDS)));
    }
    return this;
  }

  /** Others than the last ones. */
  public SimulatedChain replace(int last, int by) {
    blocks.subList(blocks.size() - last, blocks.size()).clear();
    return extend(by);
  }

  public BlockRef head() {
    return blocks.getLast();
  }

  public BlockRef at(long number) {
    return blocks.get((int) number);
  }

  public List<BlockRef> blocks() {
    return List.copyOf(blocks);
  }

  public List<BlockRef> blocks(BlockRange range) {
    return List.copyOf(blocks.subList((int) range.first(), (int) range.last() + 1));
  }
}
