package io.tapeline.candle.export;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import io.tapeline.candle.Candle;
import io.tapeline.candle.export.ExportPlan.Compression;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.answer.RowEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** CSV or NDJSON, with the same rows that the API answers. */
final class TextFile implements CandleFile {

  private final OutputStream out;
  private final RowEncoder rows;

  TextFile(Path path, RowEncoder rows, Compression compression) throws IOException {
    this.rows = rows;
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(path));
    this.out =
        switch (compression) {
          case ZSTD -> new ZstdOutputStream(file);
          case GZIP -> new GZIPOutputStream(file);
          case NONE -> file;
        };
    out.write(rows.begin());
  }

  @Override
  public void write(List<Candle> candles) throws IOException {
    out.write(rows.page(candles.stream().map(CandleJson::of).toList()));
  }

  @Override
  public void close() throws IOException {
    out.write(rows.end());
    out.close();
  }
}
