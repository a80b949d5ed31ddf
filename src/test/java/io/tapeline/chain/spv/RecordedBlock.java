package io.tapeline.chain.spv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.TestData;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.header.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A whole block of a real network, as bytes, with the hash under which the network knows it. Nobody
 * changes the array.
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordedBlock(String name, Network network, long height, Hash256 hash, byte[] bytes) {

  private static final String DATA = "onchain/bitcoin-blocks/";
  private static final String ANSWERS = "onchain/bitcoin-etl/test_export_blocks_job/bitcoin/";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that are recorded. */
  public static Stream<RecordedBlock> all() {
    return Stream.concat(raw(), Stream.concat(Stream.of(testnet4()), answers()));
  }

  /** Those of a few transactions, for tests that try each byte. */
  public static Stream<RecordedBlock> small() {
    return all().filter(block -> block.bytes.length < 10_000);
  }

  public Block block() {
    return Block.parse(bytes);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Stream<RecordedBlock> raw() {
    return Stream.of(
        raw(
            "block169482.dat",
            Network.MAINNET,
            169_482,
            "0000000000000756935f1ee9d5987857b604046f846d3df56d024cdb5f368665"),
        raw(
            "block227835.dat",
            Network.MAINNET,
            227_835,
            "00000000000001aa077d7aa84c532a4d69bdbff519609d1da0835261b7a74eb6"),
        raw(
            "block363703.dat",
            Network.MAINNET,
            363_703,
            "0000000000000000011b2a4cb91b63886ffe0d2263fd17ac5a9b902a219e0a14"),
        raw(
            "block_testnet21066.dat",
            Network.TESTNET3,
            21_066,
            "0000000004053156021d8e42459d284220a7f6e087bf78f30179c3703ca4eefa"),
        raw(
            "block_testnet32768.dat",
            Network.TESTNET3,
            32_768,
            "000000007590ba495b58338a5806c2b6f10af921a70dbd814e0da3c6957c0c03"),
        raw(
            "block_testnet700000.dat",
            Network.TESTNET3,
            700_000,
            "000000000000406178b12a4dea3b27e13b3c4fe4510994fd667d7c1e6a3f4dc1"));
  }

  private static RecordedBlock raw(String file, Network network, long height, String hash) {
    byte[] bytes = read(TestData.path(DATA + file));
    return new RecordedBlock(file, network, height, Hash256.parse(hash), bytes);
  }

  private static RecordedBlock testnet4() {
    JsonNode json = json(TestData.path(DATA + "bitcoin_testnet4_40000.json"));
    return new RecordedBlock(
        "testnet4 40000",
        Network.TESTNET4,
        40_000,
        Hash256.parse(json.path("hash").asText()),
        HexFormat.of().parseHex(json.path("block").asText()));
  }

  /** What a node answered about the oldest blocks, put together again from header and hex. */
  private static Stream<RecordedBlock> answers() {
    return Stream.of(
            "block_0/rpc_response_getblock_"
                + "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
            "block_1/rpc_response_getblock_"
                + "00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048",
            "block_without_transactions/rpc_response_getblock_"
                + "000000001aeae195809d120b5d66a39c83eb48792e068f8ea1fea19d84a4278a",
            "block_with_transactions/rpc_response_getblock_"
                + "000000001c920d495e1eeef2452b6d1c6c229a919b28196c103ecffebabee141",
            "block_with_transactions/rpc_response_getblock_"
                + "000000002066d7f9b134c30b5005b7bf5fbfa52f279883f1fde793dcdc964266")
        .map(name -> answer(json(TestData.path(ANSWERS + name + "_2.json"))));
  }

  private static RecordedBlock answer(JsonNode json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(RecordedHeaders.of(json).toBytes());
    bytes.write(json.path("tx").size());
    json.path("tx").forEach(tx -> bytes.writeBytes(hex(tx.path("hex").asText())));
    return new RecordedBlock(
        "mainnet " + json.path("height").asText(),
        Network.MAINNET,
        json.path("height").asLong(),
        Hash256.parse(json.path("hash").asText()),
        bytes.toByteArray());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
