package io.tapeline.chain.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.TestData;
import io.tapeline.chain.Hash;
import io.tapeline.chain.rlp.RlpReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Proofs that real nodes answered. The roots are fixed beforehand: of a test chain that of its last
 * header, of Ropsten those written here.
 */
public record Vectors(String name, Hash root, AccountClaim claim) {

  private static final Hash ROPSTEN =
      Hash.of("0xd487ffaf2f2838d69417f81c9d2bfca5d2e0d024ddda433bba9b8f2099eb96e5");

  public static Stream<Vectors> all() {
    return Stream.concat(ropsten(), testChain());
  }

  private static Stream<Vectors> ropsten() {
    return files(TestData.path("onchain/ethereumjs"))
        .map(file -> new Vectors(file.getFileName() + "", ROPSTEN, claim(json(read(file)))));
  }

  private static Stream<Vectors> testChain() {
    Hash root = newestStateRoot();
    return files(TestData.path("onchain/execution-apis/eth_getProof"))
        .map(file -> new Vectors(file.getFileName() + "", root, claim(result(file))));
  }

  /** Of the last block of the chain that the node had read, the fourth field of its header. */
  private static Hash newestStateRoot() {
    byte[] chain = bytes(TestData.path("onchain/execution-apis/chain.rlp"));
    RlpReader blocks = new RlpReader(chain, 0, chain.length);
    RlpReader last = blocks.list();
    while (blocks.hasNext()) {
      last = blocks.list();
    }
    RlpReader header = last.list();
    for (int field = 0; field < 3; field++) {
      header.next();
    }
    return Hash.of(header.bytes(Hash.BYTES));
  }

  /** All files of a folder, in order. */
  public static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    return new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
  }

  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was answered in a file of requests and answers. */
  public static JsonNode result(Path file) {
    String answer =
        read(file).lines().filter(line -> line.startsWith("<< ")).findFirst().orElseThrow();
    return json(answer.substring(3)).path("result");
  }

  private static AccountClaim claim(JsonNode result) {
    List<SlotClaim> slots = new ArrayList<>();
    for (JsonNode slot : result.path("storageProof")) {
      byte[] key = new BigInteger(slot.path("key").asText().substring(2), 16).toByteArray();
      byte[] padded = new byte[Hash.BYTES];
      int length = Math.min(key.length, Hash.BYTES);
      System.arraycopy(key, key.length - length, padded, Hash.BYTES - length, length);
      slots.add(new SlotClaim(Hash.of(padded), number(slot, "value"), nodes(slot, "proof")));
    }
    Account account =
        new Account(
            number(result, "nonce"),
            number(result, "balance"),
            Hash.of(result.path("storageHash").asText()),
            Hash.of(result.path("codeHash").asText()));
    return new AccountClaim(
        Address.of(hex(result.path("address").asText())),
        account,
        nodes(result, "accountProof"),
        slots);
  }

  private static BigInteger number(JsonNode from, String field) {
    return new BigInteger(from.path(field).asText().substring(2), 16);
  }

  private static List<byte[]> nodes(JsonNode from, String field) {
    List<byte[]> nodes = new ArrayList<>();
    from.path(field).forEach(node -> nodes.add(hex(node.asText())));
    return nodes;
  }

  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
  }

  /** The same list with one byte of one of its arrays changed. */
  static List<byte[]> flipped(List<byte[]> nodes, int node, int at, int mask) {
    List<byte[]> changed = new ArrayList<>(nodes);
    changed.set(node, flipped(nodes.get(node), at, mask));
    return changed;
  }

  static byte[] flipped(byte[] bytes, int at, int mask) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length);
    changed[at] ^= (byte) mask;
    return changed;
  }

  @Override
  public String toString() {
    return name;
  }
}
