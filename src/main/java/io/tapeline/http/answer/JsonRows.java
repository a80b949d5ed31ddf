package io.tapeline.http.answer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tapeline.http.WireField;
import io.tapeline.http.WireRow;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects. */
final class JsonRows extends FlatRows {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

  JsonRows(Utf8 out, @Nullable FieldFilter fields) {
    super(out, fields);
  }

  @Override
  void row(WireRow row) {
    out.write('{');
    super.row(row);
    out.write('}');
  }

  @Override
  void name(WireField field) {
    out.write(field.json());
  }

  @Override
  boolean nests() {
    return true;
  }

  @Override
  void key(String name) {
    word(name);
    out.write(':');
  }

  @Override
  void quote() {
    out.write('"');
  }

  @Override
  void word(String value) {
    quote();
    if (!out.plain(value)) {
      out.write(JsonStringEncoder.getInstance().quoteAsUTF8(value));
    }
    quote();
  }

  @Override
  void unknown() {
    out.write(NULL);
  }
}
