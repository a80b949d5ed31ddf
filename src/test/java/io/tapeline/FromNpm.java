package io.tapeline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Outside tools that tests take from npm, into a folder of the build. */
public final class FromNpm {

  private static final Path FOLDER = Path.of("target/npm");
  private static final List<String> INSTALL =
      List.of("npm", "i", "--prefix", FOLDER.toString(), "--no-audit", "--no-fund");

  private FromNpm() {}

  /**
   * A file of a package, which is installed if it is not there yet. Where it can't be had, the test
   * is skipped, and says for want of what.
   *
   * @param spec name and version, as npm takes it
   */
  public static Path file(String spec, String path) throws IOException, InterruptedException {
    Path file = FOLDER.resolve("node_modules").resolve(path);
    if (!Files.exists(file)) {
      Files.createDirectories(FOLDER);
      boolean installed =
          runs(
              Stream.concat(INSTALL.stream(), Stream.of("--ignore-scripts", spec))
                  .toArray(String[]::new));
      String name = spec.substring(0, spec.lastIndexOf('@'));
      assumeTrue(
          installed && Files.exists(file),
          "needs outside tool: " + name + ": npm can't install it");
    }
    return file.toAbsolutePath();
  }

  /** Whether a command can be run, and ends well. */
  public static boolean runs(String... command) throws InterruptedException {
    try {
      Process process = start(command);
      process.getInputStream().readAllBytes();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  public static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
