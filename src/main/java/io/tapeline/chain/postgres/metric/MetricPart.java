package io.tapeline.chain.postgres.metric;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.metric.BlockFigures;
import io.tapeline.chain.metric.Figures;
import io.tapeline.chain.postgres.BlockPart;
import io.tapeline.chain.postgres.StoredBlock;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Stores what happened in blocks, with the blocks. */
@ApplicationScoped
public class MetricPart implements BlockPart {

  private final EvmChains chains;

  public MetricPart(EvmChains chains) {
    this.chains = chains;
  }

  private record Row(long block, Figures figures) {}

  @Override
  public Uni<Void> store(SqlConnection transaction, String chain, List<StoredBlock> blocks) {
    long chainId = chains.findEvm(chain).map(MetricPart::chainId).orElse(0L);
    List<Row> rows =
        blocks.stream()
            .map(stored -> new Row(stored.id(), BlockFigures.of(stored.block(), chainId)))
            .toList();
    return transaction.preparedQuery(MetricSql.INSERT).execute(columns(rows)).replaceWithVoid();
  }

  private static long chainId(EvmChain chain) {
    return chain.followed().kind() instanceof ChainKind.Evm(long chainId) ? chainId : 0;
  }

  private static Tuple columns(List<Row> rows) {
    return Tuple.tuple()
        .addArrayOfLong(column(rows, Row::block, Long[]::new))
        .addArrayOfInteger(column(rows, row -> (int) row.figures.transactions(), Integer[]::new))
        .addArrayOfLong(column(rows, row -> row.figures.gasUsed(), Long[]::new))
        .addValue(column(rows, row -> number(row.figures.burned()), Numeric[]::new))
        .addValue(column(rows, row -> number(row.figures.blobBurned()), Numeric[]::new))
        .addValue(column(rows, row -> number(row.figures.paid()), Numeric[]::new))
        .addValue(column(rows, row -> number(row.figures.transferred()), Numeric[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.figures.active().bytes()), Buffer[]::new));
  }

  private static <T extends @Nullable Object> T[] column(
      List<Row> rows, Function<Row, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static @Nullable Numeric number(@Nullable BigInteger number) {
    return number == null ? null : Numeric.create(number);
  }
}
