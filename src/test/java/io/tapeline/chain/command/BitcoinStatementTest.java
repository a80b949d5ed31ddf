package io.tapeline.chain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} says of a proof of Bitcoin. */
class BitcoinStatementTest {

  private static final String EXAMPLE = "docs/concepts/bitcoin-proof.json";
  private static final String BLOCK =
      "000000001c920d495e1eeef2452b6d1c6c229a919b28196c103ecffebabee141";
  private static final String AFTER =
      "000000002066d7f9b134c30b5005b7bf5fbfa52f279883f1fde793dcdc964266";

  @TempDir Path folder;

  private record Ended(int code, String said) {}

  private static Ended verify(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        new ProofCommand(new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(List.of(arguments));
    return new Ended(code, said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void thePageShowsWhatIsSaid() throws IOException {
    Ended ended = verify(EXAMPLE);

    assertThat(ended.code).isEqualTo(ProofCommand.PROVED);
    assertThat(Files.readString(Path.of("docs/concepts/verified-reads.md")))
        .contains("    ./tapeline verify " + EXAMPLE + "\n", ended.said.indent(4).stripTrailing());
  }

  @Test
  void anyBlockOfTheProofMayBeTheOneThatIsTrusted() {
    assertThat(verify(EXAMPLE, "--block", BLOCK).said).contains("number 1 of them");
    Ended after = verify(EXAMPLE, "--block", "0x" + AFTER);
    assertThat(after.code).isEqualTo(ProofCommand.PROVED);
    assertThat(after.said).contains("number 2 of them").doesNotContain("--block");
  }

  @Test
  void anotherBlockIsNotWhatItIsAbout() {
    Ended ended = verify(EXAMPLE, "--block", "12".repeat(32));

    assertThat(ended.code).isEqualTo(ProofCommand.NOT_PROVED);
    assertThat(ended.said)
        .startsWith("not proved: it is about block " + BLOCK + " and 1 block after it, not about");
  }

  @Test
  void whatWasChangedIsNotProved() throws IOException {
    String changed = Files.readString(Path.of(EXAMPLE)).replace("00e40b54", "00e40b55");
    Ended ended = verify(Files.writeString(folder.resolve("changed.json"), changed) + "");

    assertThat(ended.code).isEqualTo(ProofCommand.NOT_PROVED);
    assertThat(ended.said).startsWith("not proved: the transaction that is encoded has the id");
  }

  @Test
  void anIdAloneIsSaidToBeOne() throws IOException {
    String idOnly =
        Files.readString(Path.of(EXAMPLE))
            .replaceFirst("(?m)^ *\"encoded\" : \"[0-9a-f]*\",\n", "");
    Ended ended = verify(Files.writeString(folder.resolve("id.json"), idOnly) + "");

    assertThat(ended.code).isEqualTo(ProofCommand.PROVED);
    assertThat(ended.said).contains("by its id alone", "inner node");
  }
}
