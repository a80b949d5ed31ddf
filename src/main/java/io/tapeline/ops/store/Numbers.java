package io.tapeline.ops.store;

import static java.util.Objects.requireNonNull;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Exact numbers of rows, as the client has read them: its {@code getBigDecimal} writes each as text
 * and reads that again.
 */
public final class Numbers {

  private Numbers() {}

  /** A column that is never null. */
  public static BigDecimal of(Row row, int column) {
    return requireNonNull(orNull(row, column));
  }

  public static @Nullable BigDecimal orNull(Row row, int column) {
    return row.getValue(column) instanceof Numeric number
        ? number.bigDecimalValue()
        : row.getBigDecimal(column);
  }
}
