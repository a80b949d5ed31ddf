package io.tapeline.chain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.json.ProofJson.UnreadableException;
import io.tapeline.chain.spv.RecordedBlock;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.proof.InclusionClaim;
import io.tapeline.chain.spv.proof.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BitcoinProofJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path EXAMPLE = Path.of("docs/concepts/bitcoin-proof.json");

  static Stream<RecordedBlock> blocks() {
    return RecordedBlock.all();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private static ObjectNode example() throws IOException {
    return (ObjectNode) JSON.readTree(EXAMPLE.toFile());
  }

  private static InclusionClaim read(JsonNode json) throws UnreadableException {
    return read(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static InclusionClaim read(byte[] document) throws UnreadableException {
    return switch (ProofDocument.read(document)) {
      case ProofDocument.OfBitcoin(var claim) -> claim;
      case ProofDocument.OfEvm evm -> throw new AssertionError(evm);
    };
  }

  private static void assertRefused(JsonNode json, String reason) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> read(json).verify())
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void whatIsWrittenIsReadAndProvesTheSame(RecordedBlock recorded) throws UnreadableException {
    Block block = recorded.block();
    for (int i = 0; i < block.transactions().size(); i += 1 + block.transactions().size() / 20) {
      InclusionClaim claim = InclusionClaim.of(recorded.network(), block, i, List.of());
      byte[] written = BitcoinProofJson.write(claim);

      assertThat(read(written)).isEqualTo(claim);
      assertThat(read(written).verify()).isEqualTo(claim.verify());
    }
  }

  /** The second transaction of block 50,001 of the main network, and the block after it. */
  @Test
  void theExampleIsMadeOfRecordedBlocks() throws IOException {
    Block block = block("mainnet 50001");
    InclusionClaim claim =
        InclusionClaim.of(Network.MAINNET, block, 1, List.of(block("mainnet 50002").header()));

    assertThat(Files.readString(EXAMPLE))
        .isEqualToIgnoringNewLines(
            new String(BitcoinProofJson.write(claim), StandardCharsets.UTF_8));
  }

  private static Block block(String name) {
    return blocks().filter(b -> b.name().equals(name)).findFirst().orElseThrow().block();
  }

  @Test
  void anIdAloneIsReadToo() throws IOException, UnreadableException {
    ObjectNode json = example();
    ((ObjectNode) json.path("transaction")).remove("encoded");

    InclusionClaim claim = read(json);

    assertThat(claim.subject()).isInstanceOf(Subject.IdOnly.class);
    assertThat(claim.verify().notProved()).hasSize(3);
    assertThat(read(BitcoinProofJson.write(claim))).isEqualTo(claim);
  }

  /** Each byte of all that is written in hexadecimal: bytes, ids and hashes. */
  @Test
  void nothingIsProvedWithAnyByteChanged() throws IOException {
    String document = Files.readString(EXAMPLE);
    int tried = 0;
    for (int at = 0; at < document.length() - 1; at++) {
      if (startsInHex(document, at)) {
        byte changed = (byte) (HexFormat.fromHexDigits(document, at, at + 2) ^ 1);
        String other =
            document.substring(0, at)
                + HexFormat.of().toHexDigits(changed)
                + document.substring(at + 2);
        assertThatExceptionOfType(RefusedException.class)
            .as("at %s", at)
            .isThrownBy(() -> read(other.getBytes(StandardCharsets.UTF_8)).verify());
        tried++;
        at++;
      }
    }
    assertThat(tried).isEqualTo(32 + 80 + 32 + 273 + 2 * 32 + 80);
  }

  /** Whether here a text goes on that is long and hexadecimal. */
  private static boolean startsInHex(String document, int at) {
    int start = document.lastIndexOf('"', at);
    int end = document.indexOf('"', at);
    return start >= 0
        && end - start > 64
        && document.substring(start + 1, end).chars().allMatch(HexFormat::isHexDigit);
  }

  @ParameterizedTest
  @CsvSource({
    "/network, signet, network: none of",
    "/network, mainnet2, network: none of",
    "/transaction/index, 0, does not lead",
    "/transaction/index, 4, beyond 2 levels",
    "/transaction/index, 40000, beyond any block",
    "/transaction/index, -1, no whole number",
    "/transaction/index, 1.5, no whole number",
    "/block/header, 00, block: header",
    "/block/hash, 00, block: hash",
    "/transaction/id, zz, id",
    "/transaction/encoded, 00, encoded",
    "/transaction/branch, 7, no list",
    "/following, 7, no list",
    "/format, tapeline.bitcoin-proof/2, format"
  })
  void whatIsWrongIsNamed(String place, String value, String reason) throws IOException {
    ObjectNode json = example();
    int last = place.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) json.at(place.substring(0, last));
    parent.set(place.substring(last + 1), value(value));

    assertRefused(json, reason.contains(":") ? reason.split(": ")[1] : reason);
  }

  private static JsonNode value(String text) throws IOException {
    return JSON.readTree(text.matches("-?[0-9.]+") && !text.equals("00") ? text : '"' + text + '"');
  }

  @Test
  void fieldsThatAreNotKnownAreRefused() throws IOException {
    for (String place : List.of("", "/block", "/transaction")) {
      ObjectNode json = example();
      ((ObjectNode) json.at(place)).put("height", 50_001);

      assertRefused(json, "not known: height");
    }
  }

  @Test
  void headersAndSiblingsMustBeTexts() throws IOException {
    ObjectNode following = example();
    following.putArray("following").add(7);
    ObjectNode branch = example();
    ((ObjectNode) branch.path("transaction")).putArray("branch").addObject();

    assertRefused(following, "following/0: is no text");
    assertRefused(branch, "branch/0: is no text");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void documentsWithNoiseAreRefusedOrTrue(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] document = Files.readAllBytes(EXAMPLE);
    byte[] changed = document.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) (32 + random.nextInt(95));
    }
    try {
      assertThat(read(changed).verify().block()).isEqualTo(read(document).verify().block());
    } catch (RefusedException | UnreadableException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
