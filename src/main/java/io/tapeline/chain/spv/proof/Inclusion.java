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

  /** What is proved, in sentences for people. */
  public List<String> proved() {
    String which =
        switch (claim.subject()) {
          case Subject.Whole whole ->
              "The transaction whose bytes are given has the id %s. It".formatted(whole.txid());
          case Subject.IdOnly only -> "%s".formatted(only.txid());
        };
    return List.of(
        "%s is number %d, counted from 0, of block %s: its Merkle branch leads to the root in the"
                .formatted(which, claim.branch().index(), block())
            + " block's header.",
        "The block's header and %d after it stand on one another, each meets its own target, and"
                .formatted(claim.following().size())
            + " the easiest has difficulty %s. To make them takes about 2^%d hashes."
                .formatted(leastDifficulty().toPlainString(), work.bitLength() - 1));
  }

  /** What is not proved, and would have to be known from elsewhere. */
  public List<String> notProved() {
    List<String> open = new ArrayList<>();
    open.add(
        "That these blocks are on the best chain of %s, and at which height: ask someone whom you"
                .formatted(claim.network().name())
            + " trust for the block %s. Whoever spends that many hashes can make others."
                .formatted(last()));
    open.add(
        "That the signatures are right and what is spent was there to spend: the miners who built"
            + " on the block checked it, nobody here did.");
    if (claim.subject() instanceof Subject.IdOnly) {
      open.add(
          "That the id is a transaction's and not that of an inner node of the tree: that takes the"
              + " transaction's bytes.");
    }
    return open;
  }
}
