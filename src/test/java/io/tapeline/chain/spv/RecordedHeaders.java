package io.tapeline.chain.spv;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.TestData;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What nodes of Bitcoin and Bitcoin Cash answered to {@code getblock}, with the hash in the name.
 */
public final class RecordedHeaders {

  private RecordedHeaders() {}

  /** Every answer that is recorded, also one whose hash is made up. */
  public static List<JsonNode> answers() {
    Path root = TestData.path("onchain/bitcoin-etl/test_export_blocks_job");
    return Stream.of("bitcoin", "bitcoin_cash").flatMap(c -> answers(root.resolve(c))).toList();
  }

  private static Stream<JsonNode> answers(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("rpc_response_getblock_"))
          .sorted()
          .toList()
          .stream()
          .map(RecordedBlock::json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BlockHeader of(JsonNode json) {
    JsonNode previous = json.path("previousblockhash");
    return new BlockHeader(
        json.path("version").asInt(),
        previous.isMissingNode() ? Hash256.ZERO : Hash256.parse(previous.asText()),
        Hash256.parse(json.path("merkleroot").asText()),
        json.path("time").asLong(),
        CompactTarget.parse(json.path("bits").asText()),
        json.path("nonce").asLong());
  }
}
