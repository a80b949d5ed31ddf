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

  /** Candles and trades are packed to a tenth or twentieth, gzip can do a thousandth. */
  private static final int MOST_TIMES_UNPACKED = 200;

  private static final long ALWAYS_UNPACKED_BYTES = 16L << 20;
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
    Counted counted = new Counted(Files.newInputStream(file), read);
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

  private static InputStream unpacked(String name, Counted raw) throws IOException {
    InputStream buffered = new BufferedInputStream(raw, 1 << 16);
    int magic = magic(buffered);
    if (magic >>> Short.SIZE == GZIP || name.endsWith(".gz")) {
      return new Unpacked(new GZIPInputStream(buffered, 1 << 16), raw);
    }
    if (magic == ZIP) {
      throw new FileRefusedException("a zip archive: unpack it first");
    }
    return magic == ZSTD || name.endsWith(".zst")
        ? new Unpacked(new ZstdInputStream(buffered), raw)
        : buffered;
  }

  /** The first bytes, which stay to be read; of a shorter file as if zeros followed. */
  private static int magic(InputStream buffered) throws IOException {
    buffered.mark(MAGIC_BYTES);
    byte[] first = Arrays.copyOf(buffered.readNBytes(MAGIC_BYTES), MAGIC_BYTES);
    buffered.reset();
    return ByteBuffer.wrap(first).getInt();
  }

  /**
   * What a packed file holds: at most so many times its size, lest a small file keeps us busy for
   * ever. What is no zstd is told as a failure to read, as by all other streams.
   */
  private static final class Unpacked extends FilterInputStream {
    private final Counted packed;
    private long unpacked;

    Unpacked(InputStream in, Counted packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      try {
        int count = super.read(into, from, most);
        unpacked += Math.max(0, count);
        if (unpacked > ALWAYS_UNPACKED_BYTES + MOST_TIMES_UNPACKED * packed.total) {
          throw new FileRefusedException(
              "it unpacks to more than " + MOST_TIMES_UNPACKED + " times its size");
        }
        return count;
      } catch (MalformedInputException e) {
        throw new IOException("not a whole zstd file: " + e.getMessage(), e);
      }
    }
  }

  private static final class Counted extends FilterInputStream {
    private final LongConsumer read;
    private long total;

    Counted(InputStream in, LongConsumer read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        total++;
        read.accept(1);
      }
      return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int count = super.read(into, from, most);
      if (count > 0) {
        total += count;
        read.accept(count);
      }
      return count;
    }
  }
}
