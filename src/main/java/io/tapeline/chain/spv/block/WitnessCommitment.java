package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.digest.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a block's coinbase says of witnesses, which the header's Merkle root leaves out (BIP 141):
 * an output with the hash of a Merkle root over all {@code wtxid}s, the coinbase's own counted as
 * zero, and of 32 bytes that are the coinbase's only witness. Holds from the height at which the
 * network took it up; before it nothing was asked for.
 */
public final class WitnessCommitment {

  /** OP_RETURN, 36 bytes, and the four that mark it. */
  private static final byte[] MARK = HexFormat.of().parseHex("6a24aa21a9ed");

  private static final int LEAST_BYTES = MARK.length + Hash256.BYTES;

  private WitnessCommitment() {}

  /** What a block commits to: the last output that is marked counts. */
  public static Optional<Hash256> in(Block block) {
    return block.coinbase().outputs().reversed().stream()
        .map(TxOutput::script)
        .filter(script -> script.length() >= LEAST_BYTES && script.startsWith(MARK))
        .findFirst()
        .map(script -> Hash256.fromWire(script.toBytes(), MARK.length));
  }

  /**
   * Refuses a block whose witnesses are not those it commits to, or that has some and commits to
   * nothing.
   *
   * @return whether there was a commitment
   */
  public static boolean check(Block block) {
    Optional<Hash256> committed = in(block);
    if (committed.isPresent()) {
      if (!committed.get().equals(of(block))) {
        throw new RefusedException("the witnesses are not those that the block commits to");
      }
    } else if (block.transactions().stream().anyMatch(Transaction::hasWitnesses)) {
      throw new RefusedException("witnesses in a block that commits to none");
    }
    return committed.isPresent();
  }

  private static Hash256 of(Block block) {
    List<Script> reserved = block.coinbase().inputs().getFirst().witness();
    if (reserved.size() != 1 || reserved.getFirst().length() != Hash256.BYTES) {
      throw new RefusedException("the coinbase's witness is not one item of 32 bytes");
    }
    MessageDigest digest = Sha256.start();
    digest.update(root(block).toWire());
    digest.update(reserved.getFirst().toBytes());
    return Hash256.finish(digest);
  }

  private static Hash256 root(Block block) {
    List<Hash256> ids = new ArrayList<>();
    ids.add(Hash256.ZERO);
    block.transactions().stream().skip(1).map(Transaction::wtxid).forEach(ids::add);
    return MerkleTree.over(ids).root();
  }
}
