package io.tapeline.load.file;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * Opens files by what their names end with: CSV and JSON, and Parquet. Whether they are packed is
 * also told by how they begin, since downloads often come with a name that does not say so.
 */
public final class FileRows {

  /** What is read, for people. */
  public static final String KINDS =
      "only .csv, .tsv, .txt, .json, .jsonl, .ndjson (also with .gz or .zst) and .parquet are read";

  private static final int MAGIC_BYTES = 4;
  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 0x504b_0304;
  private static final int ZSTD = 0x28b5_2ffd;

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
      throw new FileRefusedException(KINDS);
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
    int magic = magic(buffered);
    if (magic >>> Short.SIZE == GZIP || name.endsWith(".gz")) {
      return new GZIPInputStream(buffered, 1 << 16);
    }
    if (magic == ZIP) {
      throw new FileRefusedException("a zip archive: unpack it first");
    }
    return magic == ZSTD || name.endsWith(".zst")
        ? new Unpacked(new ZstdInputStream(buffered))
        : buffered;
  }

  /** The first bytes, which stay to be read; of a shorter file as if zeros followed. */
  private static int magic(InputStream buffered) throws IOException {
    buffered.mark(MAGIC_BYTES);
    byte[] first = Arrays.copyOf(buffered.readNBytes(MAGIC_BYTES), MAGIC_BYTES);
    buffered.reset();
    return ByteBuffer.wrap(first).getInt();
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
