package io.tapeline.http.answer;

import io.tapeline.http.Encoded;
import io.tapeline.http.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a list in one of the list formats: in one piece, or part by part, the same bytes.
 */
public final class RowEncoder {

  /** Bytes of a row, about. */
  private static final int ROW = 320;

  private static final int REST = 256;

  /** Writes one row. */
  @FunctionalInterface
  interface RowBody {
    void write(Object row) throws IOException;
  }

  /** Makes what writes rows into a text. */
  @FunctionalInterface
  interface Rows {
    RowBody into(Utf8 out) throws IOException;
  }

  private final Format format;
  private final Rows rows;
  private final String begin;
  private final String between;
  private final String behindEach;
  private boolean began;

  private RowEncoder(Format format, Rows rows, String begin, String between, String behindEach) {
    this.format = format;
    this.rows = rows;
    this.begin = begin;
    this.between = between;
    this.behindEach = behindEach;
  }

  static RowEncoder json(Rows rows) {
    return new RowEncoder(Format.JSON, rows, "{\"data\":[", ",", "");
  }

  static RowEncoder lines(Rows rows) {
    return new RowEncoder(Format.NDJSON, rows, "", "", "\n");
  }

  static RowEncoder table(Rows rows, List<String> columns) {
    return new RowEncoder(Format.CSV, rows, Table.header(columns), "", Table.LINE_END);
  }

  Format format() {
    return format;
  }

  /** All of a list that has this one page, or ends with this page. */
  Encoded whole(Page<?> page) throws IOException {
    Utf8 out = new Utf8(page.data().size() * ROW + REST);
    out.text(begin);
    write(out, page.data());
    end(out, page.next());
    return new Encoded(out.toByteArray(), format.contentType());
  }

  /** What goes before the first row. */
  public byte[] begin() {
    return begin.getBytes(StandardCharsets.UTF_8);
  }

  /** The beginning of a list, with the first of its rows. */
  byte[] first(List<?> data) throws IOException {
    return joined(begin(), page(data));
  }

  /**
   * Stands for all of a list before all of it is known: of the same question and moment, one that
   * begins the same goes on the same.
   *
   * @param first see {@link #first}
   * @param moment as it is sent
   */
  Encoded identity(byte[] first, String moment) {
    byte[] named = joined(first, moment.getBytes(StandardCharsets.UTF_8));
    return new Encoded(named, format.contentType());
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** The next rows. */
  public byte[] page(List<?> data) throws IOException {
    Utf8 out = new Utf8(data.size() * ROW);
    write(out, data);
    return out.toByteArray();
  }

  /** What goes behind the last row. */
  public byte[] end() {
    Utf8 out = new Utf8(REST);
    end(out, null);
    return out.toByteArray();
  }

  private void write(Utf8 out, List<?> data) throws IOException {
    RowBody body = rows.into(out);
    for (Object row : data) {
      if (began) {
        out.ascii(between);
      }
      began = true;
      body.write(row);
      out.ascii(behindEach);
    }
  }

  /**
   * @param next the cursor of the next page, which needs no escapes
   */
  private void end(Utf8 out, @Nullable String next) {
    if (format == Format.JSON) {
      out.ascii(next == null ? "],\"next\":null}" : "],\"next\":\"" + next + "\"}");
    }
  }
}
