package io.tapeline.export;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file. The library lists each column's encodings in the order of a hash set,
 * which is another one in another process; sorted, the same rows make the same bytes wherever they
 * are written.
 */
final class ParquetFooter {

  /** The footer's length, four bytes, and {@code PAR1}. */
  private static final int TAIL_BYTES = 8;

  private ParquetFooter() {}

  /** Sorts what may stand in any order, of a file that is written to its end. */
  static void sort(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer tail = read(file, file.size() - TAIL_BYTES, TAIL_BYTES);
      tail.order(ByteOrder.LITTLE_ENDIAN);
      int length = tail.getInt(0);
      long start = file.size() - TAIL_BYTES - length;
      byte[] sorted = sorted(read(file, start, length).array());
      file.truncate(start);
      ByteBuffer end = ByteBuffer.allocate(sorted.length + TAIL_BYTES);
      end.put(sorted).put(tail.putInt(0, sorted.length)).flip();
      while (end.hasRemaining()) {
        start += file.write(end, start);
      }
    }
  }

  private static byte[] sorted(byte[] bytes) throws IOException {
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes));
    for (RowGroup group : requireNonNull(footer.getRow_groups())) {
      for (ColumnChunk column : requireNonNull(group.getColumns())) {
        Collections.sort(requireNonNull(column.getMeta_data()).getEncodings());
      }
    }
    ByteArrayOutputStream sorted = new ByteArrayOutputStream(bytes.length);
    Util.writeFileMetaData(footer, sorted);
    return sorted.toByteArray();
  }

  private static ByteBuffer read(FileChannel file, long from, int bytes) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(bytes);
    while (read.hasRemaining()) {
      if (file.read(read, from + read.position()) < 0) {
        throw new EOFException("the file ends at " + file.size());
      }
    }
    return read.flip();
  }
}
