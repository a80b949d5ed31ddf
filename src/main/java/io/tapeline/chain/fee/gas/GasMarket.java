package io.tapeline.chain.fee.gas;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.fee.FeeReport;
import io.tapeline.chain.fee.FeeUnit;
import io.tapeline.chain.fee.PaidInBlock;
import io.tapeline.chain.fee.Speed;
import io.tapeline.chain.fee.Suggestion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fees of the last blocks of a chain like Ethereum, and what follows for the next ones. See
 * docs/concepts/chains.md.
 */
public final class GasMarket {

  /** Of the gas of a block. Ascending. */
  public static final List<Integer> PERCENTILES = List.of(10, 25, 50, 75, 90);

  private static final int GWEI_DIGITS = 9;

  private final List<FeeBlock> blocks;
  private final Map<String, FeeHistory> said;
  private final PaidFees paid;

  /**
   * @param blocks oldest first, each behind the one before, at least one
   * @param said by the name of the node, at least one
   * @throws RefusedException if a history is not of these blocks
   */
  public GasMarket(List<FeeBlock> blocks, Map<String, FeeHistory> said) {
    said.values().forEach(history -> history.requireOf(blocks, PERCENTILES.size()));
    this.blocks = List.copyOf(blocks);
    this.said = Map.copyOf(said);
    this.paid = PaidFees.median(said.values());
  }

  /**
   * As seen from the last blocks alone.
   *
   * @param count at least 1; all of them if they are fewer
   */
  public FeeReport report(int count) {
    int from = Math.max(0, blocks.size() - count);
    List<FeeBlock> last = blocks.subList(from, blocks.size());
    List<List<BigInteger>> rows = paid.rows().subList(from, blocks.size());
    BlobFees blobs = blobs();
    List<PaidInBlock> history = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      history.add(paid(last.get(i), rows.get(i), blobs));
    }
    return new FeeReport(
        FeeUnit.GWEI,
        last.getLast().ref(),
        gwei(nextBaseFee()),
        gwei(blobs.next()),
        Arrays.stream(Speed.values()).map(speed -> suggestion(speed, last, rows)).toList(),
        history,
        said.keySet());
  }

  private BlobFees blobs() {
    return new BlobFees(blocks, said.values().stream().map(FeeHistory::blobBaseFees).toList());
  }

  private static PaidInBlock paid(FeeBlock block, List<BigInteger> row, BlobFees blobs) {
    SortedMap<Integer, BigDecimal> percentiles = new TreeMap<>();
    for (int i = 0; i < PERCENTILES.size(); i++) {
      percentiles.put(PERCENTILES.get(i), exactGwei(row.get(i)));
    }
    return new PaidInBlock(
        block.ref(),
        exactGwei(block.baseFee()),
        gwei(blobs.of(block)),
        block.fullness(),
        percentiles);
  }

  /** By the rule where these blocks follow it; as nodes say on chains that have another. */
  BigInteger nextBaseFee() {
    for (int i = 1; i < blocks.size(); i++) {
      if (!blocks.get(i).baseFee().equals(blocks.get(i - 1).nextBaseFee())) {
        return PaidFees.lowerMedian(
            said.values().stream().map(history -> history.baseFees().getLast()).toList());
      }
    }
    return blocks.getLast().nextBaseFee();
  }

  private Suggestion suggestion(Speed speed, List<FeeBlock> last, List<List<BigInteger>> rows) {
    Offer offer = Offer.of(speed);
    BigInteger priority = priority(offer, last, rows);
    BigInteger base =
        BaseFee.most(nextBaseFee(), last.getLast().gasLimit(), offer.fullBlocks() - 1);
    return new Suggestion(
        speed,
        exactGwei(base.add(priority)),
        exactGwei(priority),
        expectedBlocks(priority, last, rows));
  }

  /** Empty blocks say nothing of what has to be paid. */
  private static BigInteger priority(
      Offer offer, List<FeeBlock> last, List<List<BigInteger>> rows) {
    int at = PERCENTILES.indexOf(offer.percentile());
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      if (!last.get(i).isEmpty()) {
        values.add(rows.get(i).get(at));
      }
    }
    return values.isEmpty() ? BigInteger.ZERO : PaidFees.lowerMedian(values);
  }

  /** How many there were for each that took as little: an empty one takes anything. */
  private static @Nullable Integer expectedBlocks(
      BigInteger priority, List<FeeBlock> last, List<List<BigInteger>> rows) {
    int taken = 0;
    for (int i = 0; i < last.size(); i++) {
      if (last.get(i).isEmpty() || rows.get(i).getFirst().compareTo(priority) <= 0) {
        taken++;
      }
    }
    return taken == 0 ? null : Math.ceilDiv(last.size(), taken);
  }

  private static @Nullable BigDecimal gwei(@Nullable BigInteger wei) {
    return wei == null ? null : exactGwei(wei);
  }

  private static BigDecimal exactGwei(BigInteger wei) {
    return new BigDecimal(wei, GWEI_DIGITS).stripTrailingZeros();
  }
}
