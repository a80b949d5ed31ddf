package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrotliLibraryTest {

  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theLibraryIsPutThereOnceAndAgainOnlyIfItIsAnother() throws IOException {
    Path file = BrotliLibrary.keptIn(folder).orElseThrow();
    assertThat(file).isNotEmptyFile();
    long size = Files.size(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));

    assertThat(BrotliLibrary.keptIn(folder)).contains(file);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));

    Files.writeString(file, "half of it");
    assertThat(BrotliLibrary.keptIn(folder)).contains(file);
    assertThat(file).hasSize(size);
    assertThat(files()).containsExactly(file);
  }
}
