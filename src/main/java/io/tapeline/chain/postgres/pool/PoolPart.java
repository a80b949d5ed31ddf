package io.tapeline.chain.postgres.pool;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolFollower;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.pool.Swap;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.postgres.BlockPart;
import io.tapeline.chain.postgres.StoredBlock;
import io.tapeline.chain.proof.Address;
import io.tapeline.ops.ChainMeters;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Stores what became of pools in blocks, with the blocks. */
@ApplicationScoped
public class PoolPart implements BlockPart {

  private final PoolBook pools;
  private final ChainMeters meters;

  public PoolPart(PoolBook pools, ChainMeters meters) {
    this.pools = pools;
    this.meters = meters;
  }

  private record StateRow(StoredBlock in, Address pool, StateColumns state) {}

  private record SwapRow(StoredBlock in, Address pool, Swap swap) {}

  @Override
  public Uni<Void> store(SqlConnection transaction, String chain, List<StoredBlock> blocks) {
    List<Pool> wanted = pools.of(chain);
    if (wanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return before(transaction, chain, wanted, blocks.getFirst().block().number())
        .chain(known -> store(transaction, chain, wanted, known, blocks));
  }

  private static Uni<Map<Address, PoolState>> before(
      SqlConnection transaction, String chain, List<Pool> wanted, long number) {
    Tuple arguments =
        Tuple.tuple()
            .addString(chain)
            .addValue(
                wanted.stream()
                    .map(pool -> Buffer.buffer(pool.address().bytes()))
                    .toArray(Buffer[]::new))
            .addLong(number);
    return transaction
        .preparedQuery(PoolSql.BEFORE)
        .execute(arguments)
        .map(
            rows -> {
              Map<Address, PoolState> known = new HashMap<>();
              rows.forEach(
                  row -> known.put(PoolRows.address(row, "pool"), PoolRows.state(row).state()));
              return known;
            });
  }

  private Uni<Void> store(
      SqlConnection transaction,
      String chain,
      List<Pool> wanted,
      Map<Address, PoolState> known,
      List<StoredBlock> blocks) {
    List<StateRow> states = new ArrayList<>();
    List<SwapRow> swaps = new ArrayList<>();
    for (Pool pool : wanted) {
      PoolFollower follower = new PoolFollower(pool, known.get(pool.address()));
      for (StoredBlock stored : blocks) {
        PoolFollower.Found found = follower.read(stored.block());
        PoolState state = found.state();
        if (state != null) {
          states.add(new StateRow(stored, pool.address(), StateColumns.of(state)));
        }
        found.swaps().forEach(swap -> swaps.add(new SwapRow(stored, pool.address(), swap)));
        meters.oddLogs(chain, "pool").increment(found.odd());
      }
    }
    return insert(transaction, PoolSql.INSERT_STATES, states.isEmpty(), states(chain, states))
        .chain(
            () -> insert(transaction, PoolSql.INSERT_SWAPS, swaps.isEmpty(), swaps(chain, swaps)));
  }

  private static Uni<Void> insert(
      SqlConnection transaction, String sql, boolean isNothing, Tuple columns) {
    return isNothing
        ? Uni.createFrom().voidItem()
        : transaction.preparedQuery(sql).execute(columns).replaceWithVoid();
  }

  private static Tuple states(String chain, List<StateRow> rows) {
    return Tuple.tuple()
        .addString(chain)
        .addArrayOfLong(column(rows, row -> row.in.id(), Long[]::new))
        .addArrayOfLong(column(rows, row -> row.in.block().number(), Long[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.pool.bytes()), Buffer[]::new))
        .addValue(column(rows, row -> row.state.first(), Numeric[]::new))
        .addValue(column(rows, row -> row.state.second(), Numeric[]::new))
        .addValue(column(rows, row -> row.state.sqrtPrice(), Numeric[]::new))
        .addArrayOfInteger(column(rows, row -> row.state.tick(), Integer[]::new))
        .addValue(column(rows, row -> row.state.liquidity(), Numeric[]::new));
  }

  private static Tuple swaps(String chain, List<SwapRow> rows) {
    return Tuple.tuple()
        .addString(chain)
        .addArrayOfLong(column(rows, row -> row.in.id(), Long[]::new))
        .addArrayOfLong(column(rows, row -> row.in.block().number(), Long[]::new))
        .addArrayOfInteger(column(rows, row -> row.swap.log(), Integer[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.pool.bytes()), Buffer[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.swap.transaction().bytes()), Buffer[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.swap.sender().bytes()), Buffer[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.swap.recipient().bytes()), Buffer[]::new))
        .addValue(column(rows, row -> Numeric.create(row.swap.first()), Numeric[]::new))
        .addValue(column(rows, row -> Numeric.create(row.swap.second()), Numeric[]::new));
  }

  private static <R, T extends @Nullable Object> T[] column(
      List<R> rows, Function<R, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}
