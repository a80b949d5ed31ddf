package io.tapeline.sandbox.chain;

import io.tapeline.chain.Hash;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.chain.activity.World;
import io.tapeline.sandbox.chain.state.Ledger;
import java.util.Optional;

/**
 * The chain as a node has it.
 *
 * @param newest number of the newest block that it has
 */
public record View(World world, Branch branch, long newest) {

  private static final long EPOCH_BLOCKS = 32;

  /** The same chain, so many blocks ago. */
  public View behind(long blocks) {
    return new View(world, branch, Math.max(oldest(), newest - blocks));
  }

  public long oldest() {
    return branch.oldest();
  }

  /** The begin of the epoch before this one. */
  public long safe() {
    return Math.max(oldest(), (newest / EPOCH_BLOCKS - 1) * EPOCH_BLOCKS);
  }

  /** The begin of the one before that. */
  public long finalized() {
    return Math.max(oldest(), (newest / EPOCH_BLOCKS - 2) * EPOCH_BLOCKS);
  }

  public Optional<SimulatedBlock> block(long number) {
    return number >= oldest() && number <= newest
        ? Optional.of(branch.block(number))
        : Optional.empty();
  }

  public SimulatedBlock head() {
    return branch.block(newest);
  }

  /** On the chain, or what was on it. */
  public Optional<SimulatedBlock> block(Hash hash) {
    return branch.find(hash).map(Branch.Found::block).filter(block -> block.number() <= newest);
  }

  /** Whether a block is on the chain. */
  public boolean has(SimulatedBlock block) {
    return block(block.number()).filter(own -> own.hash().equals(block.hash())).isPresent();
  }

  /** What everybody has behind a block of the chain, or of what it was. */
  public Ledger ledger(SimulatedBlock block) {
    return branch.find(block.hash()).orElseThrow().branch().ledger(block.number());
  }

  /** A transaction on the chain. */
  public Optional<Branch.Place> transaction(Hash hash) {
    return branch.findTransaction(hash).filter(place -> place.block().number() <= newest);
  }
}
