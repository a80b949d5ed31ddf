package io.tapeline.chain.fee.gas;

import io.tapeline.chain.fee.Speed;

/**
 * How a suggestion is made.
 *
 * @param percentile of the gas of blocks: the priority fee is the median of what was paid there
 * @param fullBlocks however full these next blocks are, their base fee can be paid
 */
record Offer(int percentile, int fullBlocks) {

  static Offer of(Speed speed) {
    return switch (speed) {
      case SLOW -> new Offer(10, 1);
      case NORMAL -> new Offer(50, 3);
      case FAST -> new Offer(90, 6);
    };
  }
}
