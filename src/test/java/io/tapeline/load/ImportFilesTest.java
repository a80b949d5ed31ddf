package io.tapeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFilesTest {

  @TempDir private Path folder;

  @Test
  void ofAFolderTheReadableKindsByNameOfAFileWhateverItIs() throws IOException {
    Files.createDirectory(folder.resolve("deep"));
    List<Path> files =
        List.of(
            folder.resolve("a.csv"), folder.resolve("b.jsonl.zst"), folder.resolve("deep/c.tsv"));
    for (Path file : files) {
      Files.createFile(file);
    }
    Path other = Files.createFile(folder.resolve("notes.md"));
    assertThat(ImportFiles.of(List.of(folder))).isEqualTo(files);
    assertThat(ImportFiles.of(List.of(other, files.getFirst())))
        .containsExactly(other, files.getFirst());
  }

  @Test
  void whatLeadsNowhereIsNamed() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImportFiles.of(List.of(folder.resolve("none.csv"))))
        .withMessageContaining("there is no file '")
        .withMessageContaining("none.csv");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.createFile(empty.resolve("notes.md"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImportFiles.of(List.of(empty)))
        .withMessageContaining("there is no file to import")
        .withMessageContaining(".parquet");
  }
}
