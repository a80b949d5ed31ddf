package io.tapeline.http;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one row after the other, in whatever format; leaves out those that the caller
 * doesn't want.
 */
public interface RowWriter {

  void text(WireField field, @Nullable String value);

  void decimal(WireField field, @Nullable Decimal value);

  void decimal(WireField field, @Nullable BigDecimal value);

  /** An open field: an object with a name for each of these; in a table, a cell for each. */
  void decimals(WireField field, Map<String, @Nullable BigDecimal> values);

  void count(WireField field, @Nullable Long value);

  void flag(WireField field, boolean value);
}
