package io.tapeline.load;

import io.tapeline.load.file.FileRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
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
    List<Path> files = files();
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

  /**
   * @throws IOException with a message for people if a path leads nowhere
   */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> tree = Files.walk(path)) {
          files.addAll(
              new TreeSet<>(
                  tree.filter(Files::isRegularFile).filter(FileRows::isReadable).toList()));
        }
      } else if (Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new IOException("the file '" + path + "' can't be read");
      }
    }
    if (files.isEmpty()) {
      throw new IOException("no file to import in " + paths);
    }
    return files;
  }
}
