package io.tapeline.chain.command;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.proof.Inclusion;
import io.tapeline.chain.spv.proof.Subject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof that a Bitcoin transaction is in a block, in plain words.
 *
 * @param given the block that the caller knows, one of those of the proof; null where none was
 *     given
 */
record BitcoinStatement(Inclusion inclusion, @Nullable Hash256 given) {

  private static final int SATOSHI_DECIMALS = 8;
  private static final String PREFIX = "0x";

  /**
   * @throws RefusedException if the given block is none of those of the proof
   */
  static BitcoinStatement of(Inclusion inclusion, @Nullable Hash expected) {
    Hash256 given =
        expected == null ? null : Hash256.parse(expected.toString().substring(PREFIX.length()));
    if (given != null && inclusion.confirmationsUpTo(given) == 0) {
      throw new RefusedException(
          "it is about block %s and %s, not about %s"
              .formatted(inclusion.block(), others(inclusion), given));
    }
    return new BitcoinStatement(inclusion, given);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "block %s of bitcoin %s, of %s"
            .formatted(
                inclusion.block(),
                inclusion.claim().network().name(),
                inclusion.claim().header().time()));
    lines.add("  transaction " + subject());
    lines.add("  " + others(inclusion) + last());
    inclusion.proved().forEach(clause -> lines.add("proved: " + clause));
    lines.add("not proved: " + inclusion.notProved().getFirst() + hint());
    inclusion.notProved().stream().skip(1).forEach(clause -> lines.add("not proved: " + clause));
    return lines;
  }

  private String subject() {
    return switch (inclusion.claim().subject()) {
      case Subject.Whole(Transaction transaction) -> described(transaction);
      case Subject.IdOnly(Hash256 txid) -> txid + ", by its id alone";
    };
  }

  private static String described(Transaction transaction) {
    int outputs = transaction.outputs().size();
    return "%s: %d bytes, pays %s bitcoin to %d %s"
        .formatted(
            transaction.txid(),
            transaction.strippedSize(),
            BigDecimal.valueOf(transaction.value(), SATOSHI_DECIMALS).toPlainString(),
            outputs,
            outputs == 1 ? "output" : "outputs");
  }

  private static String others(Inclusion inclusion) {
    int following = inclusion.claim().following().size();
    return "%d %s after it".formatted(following, following == 1 ? "block" : "blocks");
  }

  private String last() {
    return inclusion.confirmations() == 1 ? "" : ", the last " + inclusion.last();
  }

  private String hint() {
    return given == null
        ? "; compare a hash with one that you trust, or give that: --block HASH"
        : "; the hash given is that of number %d of them, whoever gave it"
            .formatted(inclusion.confirmationsUpTo(given));
  }
}
