package io.tapeline.chain.metric;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one block or several. Amounts are in wei.
 *
 * @param burned base fees of gas, which nobody gets
 * @param blobBurned base fees of blobs; null where their rule is not known
 * @param paid what was paid beyond, to those who made the blocks
 * @param transferred with transactions that went well; what contracts send on is not in it
 * @param active senders and recipients of transactions
 */
public record Figures(
    long transactions,
    long gasUsed,
    BigInteger burned,
    @Nullable BigInteger blobBurned,
    BigInteger paid,
    BigInteger transferred,
    ActiveAddresses active) {

  /**
   * @param all at least one
   */
  public static Figures sum(List<Figures> all) {
    long transactions = 0;
    long gasUsed = 0;
    BigInteger burned = BigInteger.ZERO;
    @Nullable BigInteger blobBurned = BigInteger.ZERO;
    BigInteger paid = BigInteger.ZERO;
    BigInteger transferred = BigInteger.ZERO;
    for (Figures each : all) {
      transactions += each.transactions;
      gasUsed = Math.addExact(gasUsed, each.gasUsed);
      burned = burned.add(each.burned);
      blobBurned =
          blobBurned == null || each.blobBurned == null ? null : blobBurned.add(each.blobBurned);
      paid = paid.add(each.paid);
      transferred = transferred.add(each.transferred);
    }
    return new Figures(
        transactions,
        gasUsed,
        burned,
        blobBurned,
        paid,
        transferred,
        ActiveAddresses.union(all.stream().map(Figures::active).toList()));
  }
}
