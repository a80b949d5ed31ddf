package io.tapeline.export;

import com.jerolba.carpet.CarpetWriter;
import io.tapeline.export.ExportPlan.Compression;
import io.tapeline.job.app.JobFailedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Parquet. The manifest is in the file's own metadata, so that it goes wherever the file goes. */
final class ParquetFile<T> implements RowsFile<T> {

  /** Where the file's metadata have the manifest. */
  private static final String MANIFEST = "tapeline.manifest";

  /** A row group that a small heap can hold. */
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private final Path path;
  private final RowShape.Parquet<T> shape;
  private final CarpetWriter<T> writer;

  /**
   * @param manifest as JSON
   */
  ParquetFile(Path path, RowShape.Parquet<T> shape, Compression compression, String manifest)
      throws IOException {
    this.path = path;
    this.shape = shape;
    writer =
        new CarpetWriter.Builder<>(
                new BufferedOutputStream(Files.newOutputStream(path)), shape.type())
            .withWriteRecordModel(shape.row())
            .withDefaultTimeUnit(shape.times())
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withExtraMetaData(MANIFEST, manifest)
            .withCompressionCodec(
                switch (compression) {
                  case ZSTD -> CompressionCodecName.ZSTD;
                  case GZIP -> CompressionCodecName.GZIP;
                  case NONE -> CompressionCodecName.UNCOMPRESSED;
                })
            .build();
  }

  @Override
  public void write(List<T> rows) throws IOException, JobFailedException {
    for (T row : rows) {
      String tooWide = shape.tooWide().apply(row);
      if (tooWide != null) {
        throw new JobFailedException(tooWide);
      }
    }
    writer.write(rows);
  }

  @Override
  public void close() throws IOException {
    writer.close();
    ParquetFooter.sort(path);
  }
}
