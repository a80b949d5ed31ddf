package io.tapeline.load.file;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a Parquet file; numbers of fixed scale exactly, others as the shortest text they have.
 */
final class ParquetRows extends AheadRows {

  private final Path file;

  @SuppressWarnings("rawtypes")
  private final CloseableIterator<Map> records;

  private final List<String> columns;
  private long line;

  ParquetRows(Path file) throws IOException {
    this.file = file;
    try {
      records = new CarpetReader<>(file.toFile(), Map.class).iterator();
    } catch (RuntimeException e) {
      throw broken(e);
    }
    Map<?, ?> first = record();
    if (first == null) {
      throw new FileRefusedException("no row is in this Parquet file");
    }
    columns = first.keySet().stream().map(String::valueOf).toList();
    comesFirst(row(first));
  }

  /** Whatever the library throws at a broken file, the file is what is wrong. */
  private static FileRefusedException broken(RuntimeException e) {
    // what the library says names its own classes
    return new FileRefusedException(
        "not a whole Parquet file, or compressed in a way that is not read (zstd, gzip, snappy and none are)",
        e);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean isNamed() {
    return true;
  }

  @Override
  @Nullable RawRow read() throws IOException {
    Map<?, ?> record = record();
    return record == null ? null : row(record);
  }

  private RawRow row(Map<?, ?> record) {
    List<@Nullable String> values = new ArrayList<>(columns.size());
    for (String column : columns) {
      values.add(text(record.get(column)));
    }
    return new RawRow(++line, values);
  }

  private @Nullable Map<?, ?> record() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
