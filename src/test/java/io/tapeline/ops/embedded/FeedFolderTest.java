package io.tapeline.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFolderTest {

  @TempDir Path home;

  @Test
  void emptyingForgetsWhatIsKeptAndNothingOutside() throws Exception {
    FeedFolder folder = new FeedFolder(home.resolve("sandbox"));
    Path other = write(home.resolve("live/postgres/data/kept"));
    Path kept = write(folder.postgres().resolve("data/forgotten"));
    Path lock = write(folder.run().resolve("lock"));
    Path log = write(folder.path().resolve("log/tapeline.log"));
    Files.createSymbolicLink(folder.path().resolve("link"), other.getParent());
    Files.createSymbolicLink(folder.postgres().resolve("link"), other);

    folder.empty();

    assertThat(kept).doesNotExist();
    assertThat(folder.postgres()).doesNotExist();
    assertThat(folder.path().resolve("link")).doesNotExist();
    assertThat(other).exists();
    assertThat(lock).exists();
    assertThat(log).exists();
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  @Test
  void aSecondServiceOnTheFolderIsToldWhoHasIt() throws Exception {
    FeedFolder folder = new FeedFolder(home.resolve("sandbox"));
    try (HomeLock _ = HomeLock.take(folder.run())) {
      assertThatThrownBy(() -> HomeLock.take(folder.run()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining(folder.path().toString())
          .hasMessageContaining("--home");
    }
    HomeLock.take(folder.run()).close();
  }
}
