package io.tapeline.candle.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was found in a file, and what was refused of it. */
final class FileReport {

  /** Refused lines that are told in full; of all others only how many. */
  static final int TOLD_LINES = 20;

  /** A row that was refused. */
  record RefusedRow(Path file, long line, String reason, String given) {
    @Override
    public String toString() {
      return "%s:%d: %s%s".formatted(file, line, reason, given.isEmpty() ? "" : ": " + given);
    }
  }

  private final Path file;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<RefusedRow> told = new ArrayList<>();
  long rows;
  long fine;
  long duplicates;
  long outOfOrder;
  long missing;
  long stored;
  @Nullable String refusedWhole;

  FileReport(Path file) {
    this.file = file;
  }

  RefusedRow refuse(long line, String reason, String given) {
    RefusedRow row = new RefusedRow(file, line, reason, given);
    reasons.merge(reason, 1L, Long::sum);
    if (told.size() < TOLD_LINES) {
      told.add(row);
    }
    return row;
  }

  long refused() {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For people, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (refusedWhole != null) {
      lines.add("%s: refused: %s".formatted(file, refusedWhole));
      return lines;
    }
    lines.add(
        "%s: %d rows, %d stored or corrected, %d already there, %d told twice, %d refused"
            .formatted(file, rows, stored, fine - stored, duplicates, refused()));
    if (missing > 0 || outOfOrder > 0) {
      lines.add(
          "  %d intervals within it are missing and stay so; %d rows were out of order"
              .formatted(missing, outOfOrder));
    }
    reasons.forEach((reason, count) -> lines.add("  refused %d: %s".formatted(count, reason)));
    told.forEach(row -> lines.add("    " + row));
    if (refused() > told.size()) {
      lines.add("    and %d more: --refused FILE writes all".formatted(refused() - told.size()));
    }
    return lines;
  }
}
