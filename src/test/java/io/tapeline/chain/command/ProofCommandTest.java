package io.tapeline.chain.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.block.ExampleProof;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.json.ProofJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, and what docs/concepts/verified-reads.md shows of it. */
class ProofCommandTest {

  private static final String HASH = ExampleProof.header().hash().toString();

  @TempDir Path folder;

  private record Ended(int code, String said) {}

  private static Ended verify(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        new ProofCommand(new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(List.of(arguments));
    return new Ended(code, said.toString(StandardCharsets.UTF_8));
  }

  private String file(String content) {
    try {
      return Files.writeString(folder.resolve("proof.json"), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String proof(ReadProof proof) {
    return file(new String(ProofJson.write(proof), StandardCharsets.UTF_8));
  }

  @Test
  void whatIsProvedIsSaidAndWhatIsNot() {
    Ended ended = verify(proof(ExampleProof.whole()));
    assertThat(ended.code).isEqualTo(ProofCommand.PROVED);
    assertThat(ended.said)
        .contains(
            "block 1234 of example, " + HASH + ", of 2026-01-01T00:00:00Z",
            "account 0x1111111111111111111111111111111111111111: nonce 1, balance 1000000000000000000 wei, code with",
            "0000: 0xf4240",
            "0002: nothing is stored",
            "transaction 0 is 0x",
            "receipt 0: succeeded, 1 log",
            "proved: all of this follows from the block's hash",
            "not proved: that example has this block; compare the hash");
  }

  @Test
  void anAccountThatIsNotThereIsSaidNotToBe() {
    Ended ended = verify(proof(ExampleProof.absent()));
    assertThat(ended.code).isEqualTo(ProofCommand.PROVED);
    assertThat(ended.said)
        .contains("account 0x6666666666666666666666666666666666666666 is not in the state");
  }

  @Test
  void theHashIsComparedWithOneThatIsGiven() {
    String proof = proof(ExampleProof.whole());
    Ended same = verify(proof, "--block", HASH);
    assertThat(same.code).isEqualTo(ProofCommand.PROVED);
    assertThat(same.said).contains("the hash is the one given");
    String other = "0x" + "12".repeat(32);
    Ended another = verify("--block", other, proof);
    assertThat(another.code).isEqualTo(ProofCommand.NOT_PROVED);
    assertThat(another.said)
        .isEqualToIgnoringNewLines(
            "not proved: it is about block %s, not about %s".formatted(HASH, other));
  }

  @Test
  void whatWasChangedIsNotProved() {
    String whole = new String(ProofJson.write(ExampleProof.whole()), StandardCharsets.UTF_8);
    Ended ended = verify(file(whole.replace("\"1000000000000000000\"", "\"2000000000000000000\"")));
    assertThat(ended.code).isEqualTo(ProofCommand.NOT_PROVED);
    assertThat(ended.said)
        .startsWith(
            "not proved: account 0x1111111111111111111111111111111111111111: the balance is 1000000000000000000, not 2000000000000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "{\"a\":1}}"})
  void aFileThatIsNoJsonIsSaidToBeNone(String content) {
    Ended ended = verify(file(content));
    assertThat(ended.code).isIn(ProofCommand.NO_SENSE, ProofCommand.NOT_PROVED);
    assertThat(ended.said).isNotBlank();
  }

  @Test
  void callsThatMakeNoSenseAreExplained() {
    String proof = proof(ExampleProof.whole());
    for (String[] arguments :
        List.of(
            new String[] {"--block", HASH},
            new String[] {proof, proof},
            new String[] {proof, "--block", "0x12"},
            new String[] {proof, "--block", "latest"},
            new String[] {proof, "--block"},
            new String[] {folder.resolve("none.json") + ""},
            new String[] {folder + ""})) {
      assertThat(verify(arguments).code).isEqualTo(ProofCommand.NO_SENSE);
      assertThat(verify(arguments).said).startsWith("tapeline: ");
    }
  }

  @Test
  void proofsAreToldFromSavedAnswers() {
    assertThat(ProofCommand.isFor(List.of(file("\n {\"format\":1}")))).isTrue();
    assertThat(ProofCommand.isFor(List.of("anything", "--block", HASH))).isTrue();
    assertThat(ProofCommand.isFor(List.of(file("HTTP/1.1 200 OK\r\n\r\n{}")))).isFalse();
    assertThat(ProofCommand.isFor(List.of(file("")))).isFalse();
    assertThat(ProofCommand.isFor(List.of(file("{}"), "--url", "http://x/", "--keys", "y")))
        .isFalse();
    assertThat(ProofCommand.isFor(List.of(folder + ""))).isFalse();
    assertThat(ProofCommand.isFor(List.of("none\0"))).isFalse();
    assertThat(ProofCommand.isFor(List.of())).isFalse();
  }

  /** The document stands beside the page; the page shows what is said of it. */
  @Test
  void thePageShowsWhatIsSaid() throws IOException {
    Path example = Path.of("docs/concepts/proof.json");
    assertThat(Files.readString(example))
        .isEqualToIgnoringNewLines(
            new String(ProofJson.write(ExampleProof.whole()), StandardCharsets.UTF_8));
    String shown = verify(example.toString()).said.indent(4).stripTrailing();
    assertThat(Files.readString(Path.of("docs/concepts/verified-reads.md")))
        .contains("    ./tapeline verify docs/concepts/proof.json\n", shown);
  }
}
