package io.tapeline.chain.pool;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Receipt.Log;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows one pool from block to block. For one thread. */
public final class PoolFollower {

  private final Pool pool;
  private @Nullable PoolState state;

  /**
   * @param state as far as is known; null if it is not
   */
  public PoolFollower(Pool pool, @Nullable PoolState state) {
    this.pool = pool;
    this.state = state;
  }

  /**
   * What happened to it in a block.
   *
   * @param state behind the block; null if it is not known, or did not change
   * @param odd logs that are called as what pools tell, and are none
   */
  public record Found(@Nullable PoolState state, List<Swap> swaps, int odd) {
    public Found {
      swaps = List.copyOf(swaps);
    }
  }

  /** Blocks come in their order. */
  public Found read(FullBlock block) {
    PoolState before = state;
    List<Swap> swaps = new ArrayList<>();
    int odd = 0;
    int place = 0;
    for (int i = 0; i < block.receipts().size(); i++) {
      Hash transaction = block.transactions().get(i).hash();
      for (Log log : block.receipts().get(i).logs()) {
        if (log.address().equals(pool.address()) && !take(log, place, transaction, swaps)) {
          odd++;
        }
        place++;
      }
    }
    return new Found(Objects.equals(state, before) ? null : state, swaps, odd);
  }

  private boolean take(Log log, int place, Hash transaction, List<Swap> swaps) {
    switch (PoolLog.read(pool.kind(), log)) {
      case PoolLog.Reserves(BigInteger first, BigInteger second) ->
          state = new PoolState.V2(first, second);
      case PoolLog.SwapOfV2 swap ->
          swaps.add(
              new Swap(
                  place,
                  transaction,
                  swap.sender(),
                  swap.recipient(),
                  swap.firstIn().subtract(swap.firstOut()),
                  swap.secondIn().subtract(swap.secondOut())));
      case PoolLog.Start(BigInteger sqrtPrice, int tick) ->
          state = new PoolState.V3(sqrtPrice, tick, BigInteger.ZERO);
      case PoolLog.SwapOfV3(var sender, var recipient, var first, var second, var after) -> {
        state = after;
        swaps.add(new Swap(place, transaction, sender, recipient, first, second));
      }
      case PoolLog.Offered change -> {
        return offer(change);
      }
      case PoolLog.Other _ -> {
        return true;
      }
      case PoolLog.Odd _ -> {
        return false;
      }
    }
    return true;
  }

  /** Where the price is not known yet, what is offered around it is not either. */
  private boolean offer(PoolLog.Offered change) {
    try {
      if (state instanceof PoolState.V3 known) {
        state = known.offered(change);
      }
      return true;
    } catch (RefusedException _) {
      return false;
    }
  }
}
