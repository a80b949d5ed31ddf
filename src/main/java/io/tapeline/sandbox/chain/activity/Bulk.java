package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.sandbox.chain.state.Contract;
import io.tapeline.sandbox.chain.state.Roster;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What fills blocks: blobs of rollups, and work that uses up gas. There is as much of it as keeps
 * fees near a level that itself rises and falls.
 */
final class Bulk {

  private static final Hash DONE = Abi.event("Done(address,uint256)");
  private static final byte[] WORK_CALL = Abi.selector("work(uint256)");
  private static final byte[] BLOBS_CALL = Abi.selector("take(uint256)");
  private static final int BLOB_VERSION = 1;
  private static final int MOST_BLOBS_AT_ONCE = 6;
  private static final long BLOBS_GAS = 30_000;
  private static final long LEAST_WORK = 60_000;
  private static final long MOST_WORK = 9_000_000;
  private static final double BUSY = 0.995;

  /** Wei for a unit of gas, and of blob gas. */
  private static final double USUAL_FEE = 1.5e9;

  private static final double USUAL_BLOB_FEE = 2e7;

  private final BlockDraft draft;
  private final Draws draws;
  private final double level;

  /**
   * @param level of demand: fees tend to e^level of what is usual
   */
  Bulk(BlockDraft draft, Draws draws, double level) {
    this.draft = draft;
    this.draws = draws;
    this.level = level;
  }

  /**
   * @param excess of blob gas in this block
   */
  void blobs(long excess) {
    long wanted = FeeRules.excessFor(USUAL_BLOB_FEE * StrictMath.exp(2 * level));
    double pull = (double) (wanted - excess) / (20 * FeeRules.BLOB_GAS);
    long drawn = Math.round(6 + pull + 6 * (draws.unit() - 0.5));
    int left = Math.clamp(drawn, 0, FeeRules.MAX_BLOBS);
    while (left > 0) {
      int count = Math.min(left, 1 + draws.below(MOST_BLOBS_AT_ONCE));
      send(count);
      left -= count;
    }
  }

  private void send(int count) {
    List<Hash> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] hash = draws.word();
      hash[0] = BLOB_VERSION;
      hashes.add(Hash.of(hash));
    }
    draft.add(
        new Send(
            new Send.Kind.WithBlobs(hashes),
            Roster.FIRST_ROLLUP + draws.below(Roster.ROLLUPS),
            Roster.of(Contract.INBOX),
            BigInteger.ZERO,
            Abi.call(BLOBS_CALL, BigInteger.valueOf(count)),
            BLOBS_GAS,
            Payments.tip(draws),
            true,
            List.of()));
  }

  /** Work for the rest of the gas that this block is to use. */
  void work() {
    double off = StrictMath.log(draft.baseFee().doubleValue() / USUAL_FEE) - level;
    double share = Math.clamp(0.5 + 0.7 * (draws.unit() - 0.5) - 0.3 * off, 0.02, BUSY);
    long left = (long) (share * FeeRules.GAS_LIMIT) - draft.gasUsed();
    while (left >= LEAST_WORK) {
      long gas = Math.min(left, MOST_WORK);
      work(gas);
      left -= gas;
    }
  }

  private void work(long gas) {
    int worker = Roster.FIRST_WORKER + draws.below(Roster.WORKERS);
    draft.add(
        new Send(
            new Send.Kind.DynamicFee(),
            worker,
            Roster.of(Contract.WORKS),
            BigInteger.ZERO,
            Abi.call(WORK_CALL, BigInteger.valueOf(gas)),
            gas,
            Payments.tip(draws),
            true,
            List.of(
                Abi.log(
                    Contract.WORKS,
                    DONE,
                    List.of(draft.world().roster().address(worker)),
                    BigInteger.valueOf(gas)))));
  }
}
