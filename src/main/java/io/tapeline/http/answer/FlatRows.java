package io.tapeline.http.answer;

import io.tapeline.http.RowWriter;
import io.tapeline.http.WireField;
import io.tapeline.http.WireRow;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@link WireRow}s, the same bytes as through Jackson; what the formats have in common. */
abstract sealed class FlatRows implements RowWriter permits JsonRows, CsvRows {

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);

  final Utf8 out;
  private final @Nullable FieldFilter fields;
  private boolean first;

  FlatRows(Utf8 out, @Nullable FieldFilter fields) {
    this.out = out;
    this.fields = fields;
  }

  void row(WireRow row) {
    first = true;
    row.write(this);
  }

  /** What goes before the value. */
  abstract void name(WireField field);

  /** What stands around decimals. */
  abstract void quote();

  abstract void word(String value);

  abstract void unknown();

  /** Whether the values of an open field stand together, in an object. */
  abstract boolean nests();

  /** What goes before a value of an open field. */
  abstract void key(String name);

  private boolean wants(WireField field) {
    return fields == null || fields.keeps(field.name());
  }

  private boolean begins(WireField field) {
    if (!wants(field)) {
      return false;
    }
    separate();
    name(field);
    return true;
  }

  private void separate() {
    if (!first) {
      out.write(',');
    }
    first = false;
  }

  @Override
  public final void text(WireField field, @Nullable String value) {
    if (begins(field)) {
      if (value == null) {
        unknown();
      } else {
        word(value);
      }
    }
  }

  @Override
  public final void decimal(WireField field, @Nullable Decimal value) {
    if (begins(field)) {
      if (value == null) {
        unknown();
      } else {
        quote();
        out.decimal(value);
        quote();
      }
    }
  }

  @Override
  public final void decimal(WireField field, @Nullable BigDecimal value) {
    if (begins(field)) {
      decimal(value);
    }
  }

  private void decimal(@Nullable BigDecimal value) {
    if (value == null) {
      unknown();
    } else {
      quote();
      out.decimal(value);
      quote();
    }
  }

  @Override
  public final void decimals(WireField field, Map<String, @Nullable BigDecimal> values) {
    if (!wants(field)) {
      return;
    }
    FieldFilter inner = fields == null ? null : fields.under(field.name());
    if (nests()) {
      separate();
      name(field);
      out.write('{');
      first = true;
    }
    values.forEach(
        (name, value) -> {
          if (inner == null || inner.keeps(name)) {
            separate();
            key(name);
            decimal(value);
          }
        });
    if (nests()) {
      out.write('}');
      first = false;
    }
  }

  @Override
  public final void count(WireField field, @Nullable Long value) {
    if (begins(field)) {
      if (value == null) {
        unknown();
      } else {
        out.number(value);
      }
    }
  }

  @Override
  public final void flag(WireField field, boolean value) {
    if (begins(field)) {
      out.write(value ? TRUE : FALSE);
    }
  }
}
