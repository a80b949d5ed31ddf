package io.tapeline.http.answer;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a list that is sent page by page. Together they are what the same list would be in
 * one page.
 */
public abstract sealed class RowEncoder {

  private static final byte[] NOTHING = {};

  /** Writes one row. */
  @FunctionalInterface
  interface RowBody {
    void write(ByteArrayBuilder out, Object row) throws IOException;
  }

  private final Format format;

  RowEncoder(Format format) {
    this.format = format;
  }

  Format format() {
    return format;
  }

  /** What goes before the first row. */
  public byte[] begin() {
    return NOTHING;
  }

  /** The next rows. */
  public abstract byte[] page(List<?> rows) throws IOException;

  /** What goes behind the last row. */
  public byte[] end() {
    return NOTHING;
  }

  static RowEncoder json(RowBody body) {
    return new Json(body);
  }

  static RowEncoder lines(RowBody body) {
    return new Lines(body);
  }

  static RowEncoder table(Table table, List<String> columns) {
    return new Csv(table, columns);
  }

  private static final class Json extends RowEncoder {
    private final RowBody body;
    private boolean began;

    Json(RowBody body) {
      super(Format.JSON);
      this.body = body;
    }

    @Override
    public byte[] begin() {
      return "{\"data\":[".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] page(List<?> rows) throws IOException {
      try (var out = new ByteArrayBuilder()) {
        for (Object row : rows) {
          if (began) {
            out.append(',');
          }
          began = true;
          body.write(out, row);
        }
        return out.toByteArray();
      }
    }

    @Override
    public byte[] end() {
      return "],\"next\":null}".getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final class Lines extends RowEncoder {
    private final RowBody body;

    Lines(RowBody body) {
      super(Format.NDJSON);
      this.body = body;
    }

    @Override
    public byte[] page(List<?> rows) throws IOException {
      try (var out = new ByteArrayBuilder()) {
        for (Object row : rows) {
          body.write(out, row);
          out.append('\n');
        }
        return out.toByteArray();
      }
    }
  }

  private static final class Csv extends RowEncoder {
    private final Table table;
    private final List<String> columns;

    Csv(Table table, List<String> columns) {
      super(Format.CSV);
      this.table = table;
      this.columns = columns;
    }

    @Override
    public byte[] begin() {
      return Table.header(columns).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] page(List<?> rows) {
      return table.lines(columns, rows).getBytes(StandardCharsets.UTF_8);
    }
  }
}
