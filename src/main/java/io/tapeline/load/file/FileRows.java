package io.tapeline.load.file;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** Opens files by what their names end with: CSV and JSON, plain or packed, and Parquet. */
public final class FileRows {

  private FileRows() {}

  public static boolean isReadable(Path file) {
    return name(file).matches(".*\\.(csv|tsv|txt|json|jsonl|ndjson)(\\.gz|\\.zst)?|.*\\.parquet");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /**
   * @param read hears how many more bytes of the file were read
   */
  public static RowReader open(Path file, LongConsumer read) throws IOException {
    String name = name(file);
    if (!isReadable(file)) {
      throw new FileRefusedException(
          "only .csv, .tsv, .txt, .json, .jsonl, .ndjson (also with .gz or .zst) and .parquet are read");
    }
    if (name.endsWith(".parquet")) {
      return new ParquetRows(file);
    }
    InputStream counted = new Counted(Files.newInputStream(file), read);
    try {
      Reader text = new InputStreamReader(unpacked(name, counted), StandardCharsets.UTF_8);
      return name.replaceAll("\\.(gz|zst)$", "").matches(".*\\.(json|jsonl|ndjson)")
          ? new JsonRows(text)
          : new CsvRows(text);
    } catch (IOException | RuntimeException e) {
      counted.close();
      throw e;
    }
  }

  private static InputStream unpacked(String name, InputStream raw) throws IOException {
    InputStream buffered = new BufferedInputStream(raw, 1 << 16);
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(buffered, 1 << 16);
    }
    return name.endsWith(".zst") ? new Unpacked(new ZstdInputStream(buffered)) : buffered;
  }

  /** What is no zstd is told as a failure to read, as by all other streams. */
  private static final class Unpacked extends FilterInputStream {
    Unpacked(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      try {
        return super.read(into, from, most);
      } catch (MalformedInputException e) {
        throw new IOException("not a whole zstd file: " + e.getMessage(), e);
      }
    }
  }

  private static final class Counted extends FilterInputStream {
    private final LongConsumer read;

    Counted(InputStream in, LongConsumer read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        read.accept(1);
      }
      return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int count = super.read(into, from, most);
      if (count > 0) {
        read.accept(count);
      }
      return count;
    }
  }
}
