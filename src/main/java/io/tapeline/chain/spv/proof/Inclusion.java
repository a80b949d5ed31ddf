package io.tapeline.chain.spv.proof;

import io.tapeline.chain.spv.Hash256;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A claim that was checked and holds.
 *
 * @param hashes of the block and of the headers on it, in order
 * @param work hashes that it takes on average to make them all
 */
public record Inclusion(InclusionClaim claim, List<Hash256> hashes, BigInteger work) {

  public Inclusion {
    hashes = List.copyOf(hashes);
  }

  /** The hash of the block that the transaction is in. */
  public Hash256 block() {
    return hashes.getFirst();
  }

  /** The hash of the last header: what is to be compared with someone whom one trusts. */
  public Hash256 last() {
    return hashes.getLast();
  }

  /** The block itself and those on it. */
  public int confirmations() {
    return hashes.size();
  }

  /**
   * How many blocks from this one to one that the caller knows to be on the network's best chain; 0
   * where it is not among them, and nothing follows from it.
   */
  public int confirmationsUpTo(Hash256 trusted) {
    return hashes.indexOf(trusted) + 1;
  }

  /** The easiest of all headers, as nodes print it. */
  public BigDecimal leastDifficulty() {
    return Stream.concat(Stream.of(claim.header()), claim.following().stream())
        .map(header -> header.bits().difficulty())
        .min(BigDecimal::compareTo)
        .orElseThrow();
  }

  /** What is proved, in clauses for people. */
  public List<String> proved() {
    return List.of(
        "%s is transaction %d of block %s, counted from 0, by its %s"
            .formatted(claim.subject().txid(), claim.branch().index(), block(), evidence()),
        "the block's header and %d after it stand on one another, and each meets its own target; to make them takes about 2^%d hashes, and the easiest has difficulty %s"
            .formatted(
                claim.following().size(), work.bitLength() - 1, leastDifficulty().toPlainString()));
  }

  private String evidence() {
    return switch (claim.subject()) {
      case Subject.Whole _ -> "bytes and its Merkle branch";
      case Subject.IdOnly _ -> "Merkle branch";
    };
  }

  /** What is not proved, and has to be known from elsewhere. */
  public List<String> notProved() {
    List<String> open = new ArrayList<>();
    open.add(
        "that these blocks are on the best chain of %s, and at which height: whoever spends as many hashes can make others"
            .formatted(claim.network().name()));
    open.add(
        "that it is signed, and that what it spends was there to spend: no script is run here, the miners vouch for it");
    if (claim.subject() instanceof Subject.IdOnly) {
      open.add(
          "that the id is a transaction's and not that of an inner node of the tree: that takes its bytes");
    }
    return open;
  }
}
