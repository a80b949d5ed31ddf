package io.tapeline.chain.spv.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.RecordedBlock;
import io.tapeline.chain.spv.RecordedHeaders;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockHeaderTest {

  /** The one recorded answer whose hash was made up by hand. */
  private static final String MADE_UP =
      "00000000000000000024fb37364cbf81fd49cc2d51c09c75c35433c3a1945d04";

  static Stream<RecordedBlock> blocks() {
    return RecordedBlock.all();
  }

  static Stream<JsonNode> answers() {
    return RecordedHeaders.answers().stream();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void recordedHeadersHaveTheirHashAndTheirWork(RecordedBlock block) {
    byte[] bytes = Arrays.copyOf(block.bytes(), BlockHeader.BYTES);
    BlockHeader header = BlockHeader.parse(bytes);

    assertThat(header.hash()).isEqualTo(block.hash());
    assertThat(header.toBytes()).isEqualTo(bytes);
    assertThat(block.network().workHolds(header, header.hash())).isTrue();
    assertThat(header.version())
        .isGreaterThanOrEqualTo(block.network().leastVersion(block.height()));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void noRecordedHeaderKeepsItsWorkWithAnyByteChanged(RecordedBlock block) {
    for (int i = 0; i < BlockHeader.BYTES; i++) {
      byte[] bytes = Arrays.copyOf(block.bytes(), BlockHeader.BYTES);
      bytes[i] ^= 1;
      BlockHeader changed = BlockHeader.parse(bytes);

      assertThat(changed.hash()).isNotEqualTo(block.hash());
      assertThat(block.network().workHolds(changed, changed.hash())).as("byte %s", i).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whatNodesAnsweredFollowsFromTheHeader(JsonNode json) {
    BlockHeader header = RecordedHeaders.of(json);
    boolean madeUp = json.path("hash").asText().equals(MADE_UP);

    assertThat(header.hash().toString().equals(json.path("hash").asText())).isEqualTo(!madeUp);
    assertThat(Network.MAINNET.workHolds(header, header.hash())).isTrue();
    assertThat(header.bits().difficulty()).isEqualByComparingTo(json.path("difficulty").asText());
    assertThat(header.bits().canonical()).isTrue();
  }

  @Test
  void theWorkOfAHeaderIsTheDifferenceOfWhatNodesCounted() {
    Map<String, BigInteger> counted = new HashMap<>();
    answers().forEach(json -> counted.put(json.path("hash").asText(), chainwork(json)));
    int compared = 0;
    for (JsonNode json : answers().toList()) {
      BigInteger before = counted.get(json.path("previousblockhash").asText());
      if (before != null && !json.path("hash").asText().equals(MADE_UP)) {
        assertThat(chainwork(json).subtract(before)).isEqualTo(RecordedHeaders.of(json).work());
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(3);
  }

  private static BigInteger chainwork(JsonNode json) {
    return new BigInteger(json.path("chainwork").asText(), 16);
  }

  @ParameterizedTest
  @CsvSource({
    "mainnet, 000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
    "testnet3, 000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943",
    "testnet4, 00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043",
    "regtest, 0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206"
  })
  void networksBeginWithTheirFirstBlocks(String name, String hash) {
    Network network = Network.named(name).orElseThrow();

    assertThat(network.genesis().hash()).hasToString(hash);
    assertThat(network.workHolds(network.genesis(), Hash256.parse(hash))).isTrue();
    assertThat(network.limitBits()).isEqualTo(network.genesis().bits());
  }

  @Test
  void signetIsNoneOfThem() {
    assertThat(Network.named("signet")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 79, 81, 160})
  void otherLengthsAreRefused(int length) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> BlockHeader.parse(new byte[length]));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> BlockHeader.parse("00".repeat(length)));
  }

  @Test
  void anyEightyBytesAreAHeader() {
    byte[] bytes = new byte[BlockHeader.BYTES];
    Arrays.fill(bytes, (byte) 0xff);

    assertThat(BlockHeader.parse(bytes).toBytes()).isEqualTo(bytes);
    assertThat(BlockHeader.parse(bytes).timeSeconds()).isEqualTo(4_294_967_295L);
  }
}
