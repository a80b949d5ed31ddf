package io.tapeline.chain.fee.gas;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Header.Blobs;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Base fees of blobs. Headers have the excess of gas, not the fee, and not by which fork's schedule
 * it moves: that is the one by which each excess follows from the block before, and each fee that
 * nodes say from its excess. Where several do, or none does, only what they agree on is known.
 */
final class BlobFees {

  private final List<FeeBlock> blocks;
  private final List<BlobSchedule> schedules;

  /**
   * @param blocks each behind the one before
   * @param said what nodes say of the same blocks' fees and of the next, empty where they don't
   */
  BlobFees(List<FeeBlock> blocks, List<List<BigInteger>> said) {
    this.blocks = List.copyOf(blocks);
    this.schedules =
        Arrays.stream(BlobSchedule.values())
            .filter(schedule -> said.stream().allMatch(fees -> explains(schedule, fees)))
            .toList();
  }

  private boolean explains(BlobSchedule schedule, List<BigInteger> said) {
    try {
      for (int i = 0; i < blocks.size(); i++) {
        Blobs blobs = blocks.get(i).blobs();
        if (blobs == null
            || (i > 0 && blobs.excessGas() != excess(schedule, blocks.get(i - 1)))
            || (!said.isEmpty() && !said.get(i).equals(schedule.baseFee(blobs.excessGas())))) {
          return false;
        }
      }
      return said.isEmpty()
          || said.getLast().equals(schedule.baseFee(excess(schedule, blocks.getLast())));
    } catch (RefusedException | ArithmeticException _) {
      return false;
    }
  }

  private static long excess(BlobSchedule schedule, FeeBlock before) {
    Blobs blobs = before.blobs();
    return blobs == null
        ? 0
        : schedule.nextExcess(blobs.excessGas(), blobs.gasUsed(), before.baseFee());
  }

  /** Wei for a unit of gas of blobs; null if that is not known. */
  @Nullable BigInteger of(FeeBlock block) {
    Blobs blobs = block.blobs();
    return blobs == null
        ? null
        : only(schedules.stream().map(schedule -> schedule.baseFee(blobs.excessGas())).toList());
  }

  /** That of the block behind the last. */
  @Nullable BigInteger next() {
    return only(
        schedules.stream()
            .map(schedule -> schedule.baseFee(excess(schedule, blocks.getLast())))
            .toList());
  }

  private static @Nullable BigInteger only(List<BigInteger> fees) {
    List<BigInteger> distinct = fees.stream().distinct().toList();
    return Optional.of(distinct).filter(one -> one.size() == 1).map(List::getFirst).orElse(null);
  }
}
