package io.tapeline.chain.postgres.token;

import io.micrometer.core.instrument.Counter;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.postgres.BlockPart;
import io.tapeline.chain.postgres.StoredBlock;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.TokenTransfer;
import io.tapeline.chain.token.TransferFinder;
import io.tapeline.chain.token.app.TokenBook;
import io.tapeline.ops.ChainMeters;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Stores transfers of tokens that are in blocks, with the blocks. */
@ApplicationScoped
public class TransferPart implements BlockPart {

  private final TokenBook tokens;
  private final ChainMeters meters;

  public TransferPart(TokenBook tokens, ChainMeters meters) {
    this.tokens = tokens;
    this.meters = meters;
  }

  private record Row(StoredBlock in, TokenTransfer transfer) {}

  @Override
  public Uni<Void> store(SqlConnection transaction, String chain, List<StoredBlock> blocks) {
    List<Token> wanted = tokens.of(chain);
    if (wanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    TransferFinder finder = new TransferFinder(wanted);
    Counter odd = meters.oddLogs(chain, "transfer");
    List<Row> rows = new ArrayList<>();
    for (StoredBlock stored : blocks) {
      TransferFinder.Found found = finder.read(stored.block());
      found.transfers().forEach(transfer -> rows.add(new Row(stored, transfer)));
      odd.increment(found.odd());
    }
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : transaction
            .preparedQuery(TransferSql.INSERT)
            .execute(columns(chain, rows))
            .replaceWithVoid();
  }

  private static Tuple columns(String chain, List<Row> rows) {
    return Tuple.tuple()
        .addString(chain)
        .addArrayOfLong(column(rows, row -> row.in.id(), Long[]::new))
        .addArrayOfLong(column(rows, row -> row.in.block().number(), Long[]::new))
        .addArrayOfInteger(column(rows, row -> row.transfer.log(), Integer[]::new))
        .addValue(
            column(rows, row -> Buffer.buffer(row.transfer.contract().bytes()), Buffer[]::new))
        .addValue(
            column(rows, row -> Buffer.buffer(row.transfer.transaction().bytes()), Buffer[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.transfer.from().bytes()), Buffer[]::new))
        .addValue(column(rows, row -> Buffer.buffer(row.transfer.to().bytes()), Buffer[]::new))
        .addValue(column(rows, row -> Numeric.create(row.transfer.units()), Numeric[]::new));
  }

  private static <T> T[] column(List<Row> rows, Function<Row, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}
