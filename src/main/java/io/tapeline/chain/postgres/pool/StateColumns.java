package io.tapeline.chain.postgres.pool;

import io.tapeline.chain.pool.PoolState;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A state as what stands in each column: those of the other kind are null.
 *
 * @param first the reserve of the first token
 */
record StateColumns(
    @Nullable Numeric first,
    @Nullable Numeric second,
    @Nullable Numeric sqrtPrice,
    @Nullable Integer tick,
    @Nullable Numeric liquidity) {

  static StateColumns of(PoolState state) {
    return switch (state) {
      case PoolState.V2(BigInteger first, BigInteger second) ->
          new StateColumns(Numeric.create(first), Numeric.create(second), null, null, null);
      case PoolState.V3(BigInteger sqrtPrice, int tick, BigInteger liquidity) ->
          new StateColumns(null, null, Numeric.create(sqrtPrice), tick, Numeric.create(liquidity));
    };
  }
}
