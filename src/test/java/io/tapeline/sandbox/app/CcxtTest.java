package io.tapeline.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that knows the real venues reads the sandbox without noticing. */
class CcxtTest {

  private static final Path FOLDER = Path.of("target/npm");
  private static final Path LIBRARY = FOLDER.resolve("node_modules/ccxt/js/ccxt.js");
  private static final Path SCRIPT = Path.of("src/test/node/ccxt-sandbox.mjs");

  @Test
  void ccxtReadsMarketsTickersTradesAndCandlesOfAllVenues() throws Exception {
    assumeTrue(runs("node", "--version"), "needs outside tool: ccxt: node is not installed");
    if (!Files.exists(LIBRARY)) {
      Files.createDirectories(FOLDER);
      boolean installed =
          runs(
              "npm",
              "i",
              "--prefix",
              FOLDER.toString(),
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "ccxt@4.5");
      assumeTrue(
          installed && Files.exists(LIBRARY), "needs outside tool: ccxt: npm can't install it");
    }
    try (TestSandbox sandbox = new TestSandbox(InstantSource.system(), Map.of())) {
      Process node =
          start(
              "node",
              SCRIPT.toString(),
              LIBRARY.toAbsolutePath().toString(),
              Integer.toString(sandbox.port()));
      String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor()).as(said).isZero();
      assertThat(said.lines()).hasSize(7);
    }
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process = start(command);
      process.getInputStream().readAllBytes();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
