package io.tapeline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recorded sessions, candles and corpora outside the repository, in the folder that the environment
 * variable {@code TAPELINE_DATA} names. A test that asks for what is not there is skipped, and says
 * so; the continuous build demands them all.
 */
public final class TestData {

  private TestData() {}

  /**
   * A file or folder of the data, for example {@code sessions/cryptofeed-v3/COINBASE.jsonl.zst}.
   */
  public static Path path(String name) {
    String root = System.getenv("TAPELINE_DATA");
    assumeTrue(root != null && !root.isBlank(), "needs data: set TAPELINE_DATA to its folder");
    Path path = Path.of(root).resolve(name).toAbsolutePath().normalize();
    assumeTrue(Files.exists(path), "needs data: TAPELINE_DATA has no " + name);
    return path;
  }
}
