package io.tapeline.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that are imported one after the other.
 *
 * @param paths files, and folders whose files are meant
 * @param refused where refused lines are written, all of them; null for nowhere
 */
public record ImportRun(List<Path> paths, @Nullable Path refused, ImportProgress progress) {

  /** Imports one file. */
  public interface FileImport {
    FileReport load(Path file, RefusedLines refused) throws IOException;
  }

  /**
   * What became of each file.
   *
   * @param readings how often each is read
   */
  public List<FileReport> run(int readings, FileImport each) throws IOException {
    List<Path> files = ImportFiles.of(paths);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    progress.begin(readings * bytes);
    List<FileReport> reports = new ArrayList<>();
    try (RefusedLines lines = new RefusedLines(refused)) {
      for (Path file : files) {
        progress.file(file.getFileName().toString());
        reports.add(each.load(file, lines));
      }
    }
    progress.end();
    return reports;
  }
}
