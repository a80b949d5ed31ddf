package io.tapeline.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** All refused lines, where somebody wants them. */
public final class RefusedLines implements AutoCloseable {

  private final @Nullable BufferedWriter writer;

  /**
   * @param file null for nowhere
   */
  public RefusedLines(@Nullable Path file) throws IOException {
    writer = file == null ? null : Files.newBufferedWriter(file);
  }

  public void write(FileReport.RefusedRow row) {
    if (writer == null) {
      return;
    }
    try {
      writer.write(row + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
