package io.tapeline.http.answer;

import io.tapeline.http.WireField;
import org.jspecify.annotations.Nullable;

/** Rows as the cells of a line, see {@link Table}. */
final class CsvRows extends FlatRows {

  CsvRows(Utf8 out, @Nullable FieldFilter fields) {
    super(out, fields);
  }

  @Override
  void name(WireField field) {
    // stands in the header
  }

  @Override
  boolean nests() {
    return false;
  }

  @Override
  void key(String name) {
    // stands in the header
  }

  @Override
  void quote() {
    // numbers stay bare
  }

  @Override
  void word(String value) {
    out.text(Table.text(value));
  }

  @Override
  void unknown() {
    // an empty cell
  }
}
