package io.tapeline.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was found in a file, and what was refused of it. */
public final class FileReport {

  /** Refused lines that are told in full; of all others only how many. */
  private static final int TOLD_LINES = 20;

  /** A row that was refused. */
  public record RefusedRow(Path file, long line, String reason, String given) {
    @Override
    public String toString() {
      return "%s:%d: %s%s".formatted(file, line, reason, given.isEmpty() ? "" : ": " + given);
    }
  }

  private final Path file;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<RefusedRow> told = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long rows;
  private long fine;
  private long duplicates;
  private long outOfOrder;
  private long stored;
  private @Nullable String refusedWhole;

  public FileReport(Path file) {
    this.file = file;
  }

  /** One more row, whatever becomes of it. */
  public void row() {
    rows++;
  }

  public void fine() {
    fine++;
  }

  /** A row that was fine is left out or refused after all. */
  public void notFine() {
    fine--;
  }

  public void duplicate() {
    duplicates++;
  }

  public void outOfOrder() {
    outOfOrder++;
  }

  public void stored(long more) {
    stored += more;
  }

  /** Something else that people should know. */
  public void note(String text) {
    notes.add(text);
  }

  public void refuseWhole(String why) {
    refusedWhole = why;
  }

  /** It can't be read to its end. */
  public void refuseWhole(IOException why) {
    String message = why instanceof EOFException ? "the file is cut off" : why.getMessage();
    refuseWhole(message == null ? why.toString() : message);
  }

  public RefusedRow refuse(long line, Refusal why) {
    RefusedRow row = new RefusedRow(file, line, why.reason(), why.given());
    reasons.merge(row.reason, 1L, Long::sum);
    if (told.size() < TOLD_LINES) {
      told.add(row);
    }
    return row;
  }

  /** Rows that can be stored, there already or not. */
  public long fineRows() {
    return fine;
  }

  /** Rows that repeat an earlier one of the file. */
  public long duplicates() {
    return duplicates;
  }

  public long rowsOutOfOrder() {
    return outOfOrder;
  }

  /** Rows that were not there yet, or not so. */
  public long stored() {
    return stored;
  }

  public long refused() {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Why nothing of it can be taken; null if something can. */
  public @Nullable String refusedWhole() {
    return refusedWhole;
  }

  /** For people, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (refusedWhole != null) {
      lines.add("%s: refused: %s".formatted(file, refusedWhole));
      return lines;
    }
    lines.add(
        "%s: %d rows, %d stored or corrected, %d already there, %d told twice, %d refused"
            .formatted(file, rows, stored, fine - stored, duplicates, refused()));
    if (outOfOrder > 0) {
      lines.add("  %d rows were out of order".formatted(outOfOrder));
    }
    notes.forEach(note -> lines.add("  " + note));
    reasons.forEach((reason, count) -> lines.add("  refused %d: %s".formatted(count, reason)));
    told.forEach(row -> lines.add("    " + row));
    if (refused() > told.size()) {
      lines.add("    and %d more: --refused FILE writes all".formatted(refused() - told.size()));
    }
    return lines;
  }
}
