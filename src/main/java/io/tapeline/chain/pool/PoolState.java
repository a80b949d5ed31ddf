package io.tapeline.chain.pool;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.contract.Words;
import java.math.BigInteger;

/** What a pool's price follows from. In the tokens' units. */
public sealed interface PoolState {

  int RESERVE_BITS = 112;
  int SQRT_PRICE_BITS = 160;
  int LIQUIDITY_BITS = 128;
  int TICK_BITS = 24;

  /** All that is in it, by the order of the tokens. */
  record V2(BigInteger first, BigInteger second) implements PoolState {

    /** From what {@code getReserves()} gives back. */
    public static V2 ofReserves(byte[] data) {
      Words words = Words.of(data, 3);
      return new V2(words.number(0, RESERVE_BITS), words.number(1, RESERVE_BITS));
    }
  }

  /**
   * @param sqrtPrice 2⁹⁶ × the root of how many units of the second one of the first costs
   * @param tick in which the price is
   * @param liquidity what is offered around it
   */
  record V3(BigInteger sqrtPrice, int tick, BigInteger liquidity) implements PoolState {

    public V3 {
      if (liquidity.signum() < 0) {
        throw new RefusedException("less is offered than nothing");
      }
    }

    /** From what {@code slot0()} and {@code liquidity()} give back. */
    public static V3 ofSlot(byte[] slot, byte[] liquidity) {
      Words words = Words.of(slot, 7);
      return new V3(
          words.number(0, SQRT_PRICE_BITS),
          words.signed(1, TICK_BITS).intValueExact(),
          Words.of(liquidity, 1).number(0, LIQUIDITY_BITS));
    }

    /** Behind a change of what is offered. */
    V3 offered(PoolLog.Offered change) {
      return change.above() <= tick && tick < change.below()
          ? new V3(sqrtPrice, tick, liquidity.add(change.liquidity()))
          : this;
    }
  }
}
