package io.tapeline.chain.postgres.pool;

import io.tapeline.chain.Hash;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.pool.Swap;
import io.tapeline.chain.pool.app.KeptState;
import io.tapeline.chain.pool.app.KeptSwap;
import io.tapeline.chain.pool.index.KeptEnd;
import io.tapeline.chain.proof.Address;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of pools as what they say. */
final class PoolRows {

  private PoolRows() {}

  static KeptState state(Row row) {
    return new KeptState(block(row), Objects.requireNonNull(stateOrNull(row)));
  }

  static KeptEnd end(Row row) {
    return new KeptEnd(block(row), stateOrNull(row));
  }

  private static @Nullable PoolState stateOrNull(Row row) {
    BigInteger first = orNull(row, "first_reserve");
    if (first != null) {
      return new PoolState.V2(first, number(row, "second_reserve"));
    }
    BigInteger sqrtPrice = orNull(row, "sqrt_price");
    return sqrtPrice == null
        ? null
        : new PoolState.V3(sqrtPrice, row.getInteger("tick"), number(row, "liquidity"));
  }

  static KeptSwap swap(Row row) {
    return new KeptSwap(
        block(row),
        new Swap(
            row.getInteger("log"),
            hash(row, "transaction"),
            address(row, "sender"),
            address(row, "recipient"),
            number(row, "first"),
            number(row, "second")));
  }

  private static BlockRef block(Row row) {
    return new BlockRef(
        row.getLong("number"),
        hash(row, "hash"),
        hash(row, "parent_hash"),
        row.getOffsetDateTime("time").toInstant());
  }

  private static Hash hash(Row row, String column) {
    return Hash.of(row.getBuffer(column).getBytes());
  }

  static Address address(Row row, String column) {
    return Address.of(row.getBuffer(column).getBytes());
  }

  static BigInteger number(Row row, String column) {
    return Objects.requireNonNull(orNull(row, column));
  }

  private static @Nullable BigInteger orNull(Row row, String column) {
    BigDecimal number = row.getBigDecimal(column);
    return number == null ? null : number.toBigIntegerExact();
  }
}
