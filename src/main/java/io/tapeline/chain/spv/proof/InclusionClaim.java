package io.tapeline.chain.spv.proof;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.DifficultyRule;
import io.tapeline.chain.spv.header.Network;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * That a transaction is in a block, and that other blocks stand on it. Until {@link #verify} it is
 * only said.
 *
 * @param branch from the transaction's id to the root in the header
 * @param header of the block
 * @param following the headers after it, in order, at most 2,016
 */
public record InclusionClaim(
    Network network,
    Subject subject,
    MerkleBranch branch,
    BlockHeader header,
    List<BlockHeader> following) {

  /** So there is at most one change of the target among them. */
  public static final int MOST_FOLLOWING = Network.PERIOD_BLOCKS;

  public InclusionClaim {
    following = List.copyOf(following);
    if (following.size() > MOST_FOLLOWING) {
      throw new RefusedException("more than %d headers".formatted(MOST_FOLLOWING));
    }
  }

  /** Of a block that one has whole. */
  public static InclusionClaim of(
      Network network, Block block, int index, List<BlockHeader> following) {
    return new InclusionClaim(
        network,
        new Subject.Whole(block.transactions().get(index).stripped()),
        block.branch(index),
        block.header(),
        following);
  }

  /**
   * Checks all of it.
   *
   * @throws RefusedException if any of it does not hold
   */
  public Inclusion verify() {
    if (subject instanceof Subject.Whole(var transaction)) {
      requireProvable(transaction);
    }
    if (!branch.proves(subject.txid(), header.merkleRoot())) {
      throw new RefusedException("the branch does not lead to the root in the header");
    }
    return new Inclusion(this, checkedHashes(), work());
  }

  /** Ids leave witnesses out, so a claim that had some would say more than it proves. */
  private static void requireProvable(Transaction transaction) {
    if (transaction.hasWitnesses()) {
      throw new RefusedException("its id does not prove its witnesses: they must be left out");
    }
    if (!transaction.provable()) {
      throw new RefusedException("a transaction of 64 bytes can't be told from an inner node");
    }
  }

  /** The hashes of all headers, where each meets its target and stands on the one before. */
  private List<Hash256> checkedHashes() {
    List<Hash256> hashes = new ArrayList<>(following.size() + 1);
    hashes.add(checkedWork(header));
    BlockHeader last = header;
    int changes = 0;
    for (BlockHeader next : following) {
      if (!next.previous().equals(hashes.getLast())) {
        throw new RefusedException("header %d does not follow".formatted(hashes.size()));
      }
      changes += changed(last.bits(), next.bits()) ? 1 : 0;
      if (changes > 1) {
        throw new RefusedException("the target changes twice in a period");
      }
      hashes.add(checkedWork(next));
      last = next;
    }
    return hashes;
  }

  private Hash256 checkedWork(BlockHeader checked) {
    Hash256 hash = checked.hash();
    if (!network.workHolds(checked, hash)) {
      throw new RefusedException("%s does not meet its target".formatted(hash));
    }
    return hash;
  }

  /**
   * Where a test network lets late blocks be easiest, targets jump to and fro, and are not judged.
   */
  private boolean changed(CompactTarget before, CompactTarget after) {
    if (before.equals(after) || network.twentyMinutes()) {
      return false;
    }
    if (!network.retargets() || !DifficultyRule.mayFollow(network, before, after)) {
      throw new RefusedException("the target goes from %s to %s".formatted(before, after));
    }
    return true;
  }

  private BigInteger work() {
    return following.stream().map(BlockHeader::work).reduce(header.work(), BigInteger::add);
  }
}
