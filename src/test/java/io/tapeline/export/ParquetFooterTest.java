package io.tapeline.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.model.FieldTypes;
import io.tapeline.export.ExportPlan.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFooterTest {

  private record Row(long number, String name) {}

  private static final RowShape.Parquet<Row> SHAPE =
      new RowShape.Parquet<>(
          Row.class,
          FieldTypes.writeRecordModel(Row.class)
              .withField("number", FieldTypes.LONG.notNull(), Row::number)
              .withField("name", FieldTypes.STRING.notNull(), Row::name),
          TimeUnit.MICROS,
          List.of(),
          _ -> null);

  @TempDir Path folder;

  private static int footerBytes(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    int start = file.length - 8 - footerBytes(file);
    return Util.readFileMetaData(new ByteArrayInputStream(file, start, footerBytes(file)));
  }

  /** As another process may have written it. */
  private static byte[] reversed(byte[] file) throws IOException {
    FileMetaData footer = footer(file);
    for (RowGroup group : requireNonNull(footer.getRow_groups())) {
      for (ColumnChunk column : requireNonNull(group.getColumns())) {
        Collections.reverse(requireNonNull(column.getMeta_data()).getEncodings());
      }
    }
    ByteArrayOutputStream reversed = new ByteArrayOutputStream();
    reversed.write(file, 0, file.length - 8 - footerBytes(file));
    Util.writeFileMetaData(footer, reversed);
    reversed.write(file, file.length - 8, 8);
    return reversed.toByteArray();
  }

  @Test
  void theOrderInWhichEncodingsAreListedDoesNotShow() throws Exception {
    List<Row> rows = LongStream.range(0, 2_000).mapToObj(i -> new Row(i, "of " + i % 7)).toList();
    Path path = folder.resolve("rows.parquet");
    try (RowsFile<Row> file = new ParquetFile<>(path, SHAPE, Compression.NONE, "{}")) {
      file.write(rows);
    }
    byte[] written = Files.readAllBytes(path);
    byte[] other = reversed(written);
    assertThat(Arrays.equals(other, written)).isFalse();
    Files.write(path, other);
    ParquetFooter.sort(path);
    assertThat(Files.readAllBytes(path)).isEqualTo(written);
    assertThat(footer(written).getNum_rows()).isEqualTo(2_000);
  }
}
