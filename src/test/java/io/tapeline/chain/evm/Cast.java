package io.tapeline.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.FromNpm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Foundry's tool, which signs what nodes don't: blobs and authorizations. */
public final class Cast {

  private static final String SPEC = "@foundry-rs/cast@1.7.1";

  /** Of the first account that Anvil makes, as everybody knows it. */
  private static final String KEY =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  private Cast() {}

  /**
   * Sends a transaction of the owner and does not wait for it.
   *
   * @param arguments of {@code cast send}
   * @return its hash
   */
  public static String send(Anvil anvil, long nonce, String... arguments)
      throws IOException, InterruptedException {
    Path program = FromNpm.file(SPEC, "@foundry-rs/cast-" + platform() + "/bin/cast");
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "send",
                "--async",
                "--rpc-url",
                anvil.url(),
                "--private-key",
                KEY,
                "--nonce",
                Long.toString(nonce),
                "--gas-limit",
                "300000"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(said).isZero();
    return said.substring(said.lastIndexOf("0x"));
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean isArm = System.getProperty("os.arch", "").equals("aarch64");
    return (system.contains("mac") ? "darwin" : "linux") + (isArm ? "-arm64" : "-amd64");
  }
}
