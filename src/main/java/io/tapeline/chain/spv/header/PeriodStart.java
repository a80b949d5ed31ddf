package io.tapeline.chain.spv.header;

/**
 * What the first block of a period of 2,016 said. Its target is the period's own: blocks after it
 * have the same one, save those that a test network allows to be easiest.
 */
public record PeriodStart(long timeSeconds, CompactTarget bits) {

  static PeriodStart of(BlockHeader header) {
    return new PeriodStart(header.timeSeconds(), header.bits());
  }

  /** The start of the period that a block of this height is in, where this is its parent's. */
  public PeriodStart with(long height, BlockHeader header) {
    return Network.startsPeriod(height) ? of(header) : this;
  }
}
