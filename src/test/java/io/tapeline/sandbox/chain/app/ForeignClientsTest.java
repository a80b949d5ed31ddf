package io.tapeline.sandbox.chain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.FromNpm;
import io.tapeline.sandbox.chain.state.Contract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Clients that know real nodes read simulated ones without noticing. */
class ForeignClientsTest {

  private static final Path SCRIPT = Path.of("src/test/node/ethers-sandbox.mjs");
  private static final ChainSandbox CHAIN = new ChainSandbox();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @AfterAll
  static void stop() {
    CHAIN.close();
  }

  private static String run(List<String> command) throws Exception {
    Process process = FromNpm.start(command.toArray(String[]::new));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    return said.strip();
  }

  @Test
  void ethersMakesHashesAndSendersAgain() throws Exception {
    assumeTrue(
        FromNpm.runs("node", "--version"), "needs outside tool: ethers: node is not installed");
    Path library = FromNpm.file("ethers@6.17.0", "ethers/lib.esm/index.js");
    String said =
        run(
            List.of(
                "node",
                SCRIPT.toString(),
                library.toString(),
                CHAIN.url("a"),
                "60",
                Contract.PAIR.address().toString(),
                Contract.POOL.address().toString()));
    assertThat(said).startsWith("chain 82735463, ").endsWith("transactions of types 0,1,2,3,4");
  }

  private static String cast(String... arguments) throws Exception {
    Path program =
        FromNpm.file("@foundry-rs/cast@1.7.1", "@foundry-rs/cast-" + platform() + "/bin/cast");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--rpc-url", CHAIN.url("b")));
    return run(command);
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean isArm = System.getProperty("os.arch", "").equals("aarch64");
    return (system.contains("mac") ? "darwin" : "linux") + (isArm ? "-arm64" : "-amd64");
  }

  @Test
  void castReadsBlocksReceiptsProofsLogsAndContracts() throws Exception {
    assertThat(cast("chain-id")).isEqualTo("82735463");
    JsonNode block = MAPPER.readTree(cast("block", "latest", "--json"));
    assertThat(block.path("hash").asText())
        .isEqualTo(CHAIN.result("eth_getBlockByNumber", "latest", false).path("hash").asText());
    String transaction = block.path("transactions").path(0).asText();
    assertThat(MAPPER.readTree(cast("receipt", transaction, "--json")).path("blockHash"))
        .isEqualTo(block.path("hash"));
    String usdc = Contract.USDC.address().toString();
    JsonNode proof = MAPPER.readTree(cast("proof", usdc, "0x2", "--block", "latest"));
    assertThat(proof.path("storageHash").asText()).startsWith("0x");
    assertThat(cast("call", usdc, "name()(string)")).isEqualTo("\"USD Coin\"");
    assertThat(cast("call", usdc, "totalSupply()(uint256)")).matches("[0-9]{15,}.*");
    assertThat(cast("logs", "--from-block", "finalized", "--address", usdc, "--json"))
        .contains("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    assertThat(cast("base-fee")).matches("[0-9]+");
    assertThat(cast("nonce", block.path("miner").asText())).matches("[0-9]+");
  }
}
