package io.tapeline.export;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import io.tapeline.export.ExportPlan.Compression;
import io.tapeline.http.answer.RowEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** CSV or NDJSON, with the same rows that the API answers. */
final class TextFile<T> implements RowsFile<T> {

  private final OutputStream out;
  private final RowEncoder encoder;
  private final Function<T, ?> wire;

  /**
   * @param wire a row as it is encoded
   */
  TextFile(Path path, RowEncoder encoder, Function<T, ?> wire, Compression compression)
      throws IOException {
    this.encoder = encoder;
    this.wire = wire;
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(path));
    this.out =
        switch (compression) {
          case ZSTD -> new ZstdOutputStream(file);
          case GZIP -> new GZIPOutputStream(file);
          case NONE -> file;
        };
    out.write(encoder.begin());
  }

  @Override
  public void write(List<T> rows) throws IOException {
    out.write(encoder.page(rows.stream().map(wire).toList()));
  }

  @Override
  public void close() throws IOException {
    out.write(encoder.end());
    out.close();
  }
}
