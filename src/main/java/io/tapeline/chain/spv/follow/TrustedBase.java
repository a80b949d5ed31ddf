package io.tapeline.chain.spv.follow;

import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.header.PeriodStart;
import java.math.BigInteger;
import java.util.List;

/**
 * Where a chain of headers begins: a header that is taken as given, with what the rules ask about
 * those before it.
 *
 * @param work hashes up to and including this header, as nodes show it ({@code chainwork})
 * @param period what the first block of its period said; the header itself where it is that block
 * @param earlierTimes times of the headers before it, the nearest first, up to ten. With fewer, the
 *     first headers after it are not held against the median time: they could be refused wrongly
 */
public record TrustedBase(
    BlockHeader header, long height, BigInteger work, PeriodStart period, List<Long> earlierTimes) {

  public TrustedBase {
    if (height < 0 || work.compareTo(header.work()) < 0) {
      throw new IllegalArgumentException("height or work: " + height + ", " + work);
    }
    if (Network.startsPeriod(height)
        && !period.equals(new PeriodStart(header.timeSeconds(), header.bits()))) {
      throw new IllegalArgumentException("the header begins a period, and so is its start");
    }
    earlierTimes = List.copyOf(earlierTimes.subList(0, Math.min(10, earlierTimes.size())));
  }

  /** The network's first block. */
  public static TrustedBase genesis(Network network) {
    BlockHeader first = network.genesis();
    PeriodStart period = new PeriodStart(first.timeSeconds(), first.bits());
    return new TrustedBase(first, 0, first.work(), period, List.of());
  }
}
