package io.tapeline.load.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFilesTest {

  private static final byte[] ROWS = "1,2,3\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private Path packed(int times) throws IOException {
    Path file = folder.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int i = 0; i < times; i++) {
        out.write(ROWS);
      }
    }
    return file;
  }

  private static long rows(Path file) throws IOException {
    try (RowReader reader = FileRows.open(file, _ -> {})) {
      long rows = 0;
      while (reader.next() != null) {
        rows++;
      }
      return rows;
    }
  }

  @Test
  void aFileThatUnpacksToMuchIsReadWhole() throws IOException {
    assertThat(rows(packed(200))).isBetween(1_999_999L, 2_000_000L);
  }

  @Test
  void oneThatUnpacksToFarTooMuchIsGivenUp() throws IOException {
    Path bomb = packed(1_500);
    assertThat(Files.size(bomb)).isLessThan(1 << 20);
    assertThatThrownBy(() -> rows(bomb)).hasStackTraceContaining("200 times its size");
  }
}
