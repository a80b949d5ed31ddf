package io.tapeline.load;

import io.tapeline.load.file.FileRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that are meant by what somebody names. */
public final class ImportFiles {

  private ImportFiles() {}

  /**
   * The files in their order; of a folder those that can be imported, by name.
   *
   * @param paths files, and folders whose files are meant
   * @throws IllegalArgumentException with a message for people if one of them leads nowhere
   */
  public static List<Path> of(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(within(path));
      } else if (!Files.exists(path)) {
        throw new IllegalArgumentException("there is no file '" + path + "'");
      } else if (Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new IllegalArgumentException("the file '" + path + "' can't be read");
      }
    }
    return files;
  }

  private static List<Path> within(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> files =
          tree.filter(Files::isRegularFile).filter(FileRows::isReadable).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            "in '" + folder + "' there is no file to import: " + FileRows.KINDS);
      }
      return files;
    } catch (IOException e) {
      throw new IllegalArgumentException("the folder '" + folder + "' can't be read", e);
    }
  }
}
