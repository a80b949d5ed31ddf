package io.tapeline.load.file;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of CSV, separated by commas, semicolons or tabs, with a line of names or without one. */
final class CsvRows extends AheadRows {

  private static final int PROBE_CHARACTERS = 4_096;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final List<String> columns;
  private final boolean named;

  CsvRows(Reader text) throws IOException {
    BufferedReader buffered = new BufferedReader(text, 1 << 16);
    skipByteOrderMark(buffered);
    reader =
        CsvReader.builder()
            .fieldSeparator(separator(buffered))
            .skipEmptyLines(true)
            .commentStrategy(CommentStrategy.SKIP)
            // rows of a wrong length are refused one by one
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(buffered);
    records = reader.iterator();
    CsvRecord top = record();
    if (top == null) {
      throw new FileRefusedException("the file is empty");
    }
    named = !startsWithDigit(top.getField(0));
    columns =
        named
            ? top.getFields().stream().map(String::strip).toList()
            : IntStream.rangeClosed(1, top.getFieldCount()).mapToObj(Integer::toString).toList();
    if (!named) {
      comesFirst(row(top));
    }
  }

  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  private static char separator(BufferedReader text) throws IOException {
    text.mark(PROBE_CHARACTERS);
    char[] probe = new char[PROBE_CHARACTERS];
    int length = Math.max(0, text.read(probe, 0, PROBE_CHARACTERS));
    text.reset();
    String top =
        new String(probe, 0, length)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .findFirst()
            .orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(top, candidate) > count(top, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static boolean startsWithDigit(String cell) {
    String text = cell.strip();
    return !text.isEmpty() && Character.isDigit(text.charAt(0));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean isNamed() {
    return named;
  }

  @Override
  @Nullable RawRow read() throws IOException {
    CsvRecord record = record();
    return record == null ? null : row(record);
  }

  private static RawRow row(CsvRecord record) {
    return new RawRow(record.getStartingLineNumber(), List.copyOf(record.getFields()));
  }

  private @Nullable CsvRecord record() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw new FileRefusedException("not CSV: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new FileRefusedException("the file can't be read to its end: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
