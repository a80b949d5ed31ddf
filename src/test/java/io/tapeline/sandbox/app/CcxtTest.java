package io.tapeline.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapeline.FromNpm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that knows the real venues reads the sandbox without noticing. */
class CcxtTest {

  private static final Path SCRIPT = Path.of("src/test/node/ccxt-sandbox.mjs");

  @Test
  void ccxtReadsMarketsTickersTradesAndCandlesOfAllVenues() throws Exception {
    assumeTrue(
        FromNpm.runs("node", "--version"), "needs outside tool: ccxt: node is not installed");
    Path library = FromNpm.file("ccxt@4.5", "ccxt/js/ccxt.js");
    try (TestSandbox sandbox = new TestSandbox(InstantSource.system(), Map.of())) {
      Process node =
          FromNpm.start(
              "node", SCRIPT.toString(), library.toString(), Integer.toString(sandbox.port()));
      String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor()).as(said).isZero();
      assertThat(said.lines()).hasSize(7);
    }
  }
}
