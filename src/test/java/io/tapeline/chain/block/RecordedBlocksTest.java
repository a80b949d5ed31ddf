package io.tapeline.chain.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.TestData;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.json.HeaderJson;
import io.tapeline.chain.json.ReceiptJson;
import io.tapeline.chain.json.TransactionJson;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.Trie;
import io.tapeline.chain.proof.TrieVerifier;
import io.tapeline.chain.proof.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes and roots of real blocks follow from what nodes tell of them. */
class RecordedBlocksTest {

  private static final String NODE = "onchain/execution-apis/";
  private static final String MAINNET = "onchain/ethereum-etl/test_export_blocks_job/";

  private static Stream<Path> answers(String folder) {
    return Vectors.files(TestData.path(NODE + folder));
  }

  @Test
  void theChainOfAllForksHasItsHashesAndRoots() {
    Header before = genesis();
    Set<Boolean> forks = new HashSet<>();
    for (RawBlock block : RawBlock.testChain()) {
      Header header = block.decoded();
      assertThat(header.encoded()).isEqualTo(block.header().getFirst());
      assertThat(header.hash()).isEqualTo(Keccak.of(block.header().getFirst()));
      assertThat(header.parentHash()).isEqualTo(before.hash());
      assertThat(header.number()).isEqualTo(before.number() + 1);
      assertThat(Trie.ofList(block.transactions()).root()).isEqualTo(header.transactionsRoot());
      Hash withdrawals = header.additions().withdrawalsRoot();
      if (withdrawals != null) {
        assertThat(Trie.ofList(block.withdrawals()).root()).isEqualTo(withdrawals);
      }
      forks.add(header.additions().baseFee() == null);
      forks.add(header.additions().requestsHash() != null);
      before = header;
    }
    assertThat(before.number()).isEqualTo(54);
    assertThat(before.hash())
        .isEqualTo(Hash.of("0xd226371d0b1551adb03fb52b71f08e3e11247fe9b1af994768af8cdaa8e7dcd7"));
    assertThat(forks).containsExactlyInAnyOrder(true, false);
  }

  private static Header genesis() {
    Path file = TestData.path(NODE + "debug_getRawHeader/get-genesis.io");
    return Header.decode(Vectors.hex(Vectors.result(file).asText()));
  }

  @Test
  void rawHeadersAndBlocksAreThoseOfTheChain() {
    RawBlock third = RawBlock.testChain().get(2);
    JsonNode header = Vectors.result(TestData.path(NODE + "debug_getRawHeader/get-block-n.io"));
    JsonNode block = Vectors.result(TestData.path(NODE + "debug_getRawBlock/get-block-n.io"));
    assertThat(Vectors.hex(header.asText())).isEqualTo(third.header().getFirst());
    assertThat(RawBlock.decode(Vectors.hex(block.asText())).decoded().hash())
        .isEqualTo(third.decoded().hash());
    JsonNode first = Vectors.result(TestData.path(NODE + "debug_getRawBlock/get-genesis.io"));
    assertThat(RawBlock.decode(Vectors.hex(first.asText())).decoded().hash())
        .isEqualTo(genesis().hash());
  }

  /** Of the test chain all that are answered whole; of mainnet blocks 0, 47218, 47219, 484944. */
  static Stream<JsonNode> blocks() {
    Stream<JsonNode> node =
        Stream.of("eth_getBlockByHash", "eth_getBlockByNumber")
            .flatMap(RecordedBlocksTest::answers)
            .map(Vectors::result)
            .filter(JsonNode::isObject);
    Stream<JsonNode> mainnet =
        Stream.of("block_with_logs", "block_without_transactions", "blocks_with_transactions")
            .flatMap(folder -> Vectors.files(TestData.path(MAINNET + folder)))
            .filter(file -> file.toString().endsWith("true.json"))
            .map(file -> Vectors.json(Vectors.read(file)).path("result"));
    return Stream.concat(node, mainnet);
  }

  @Test
  void thereAreBlocksOfEveryFork() {
    assertThat(blocks()).hasSize(14);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void headersThatNodesTellHaveTheHashThatTheyTell(JsonNode block) {
    Header header = HeaderJson.read(block);
    assertThat(header.hash()).hasToString(block.path("hash").asText());
    assertThat(Header.decode(header.encoded()).hash()).isEqualTo(header.hash());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void transactionsThatNodesTellHaveTheRootOfTheHeader(JsonNode block) {
    Header header = HeaderJson.read(block);
    List<byte[]> encoded = new ArrayList<>();
    for (JsonNode transaction : block.path("transactions")) {
      if (transaction.isTextual()) {
        return;
      }
      encoded.add(TransactionJson.read(transaction).encoded());
      if (transaction.has("raw")) {
        assertThat(encoded.getLast()).isEqualTo(Vectors.hex(transaction.path("raw").asText()));
      }
    }
    assertThat(Part.TRANSACTION.trie(header, encoded).root()).isEqualTo(header.transactionsRoot());
  }

  @Test
  void transactionsOfEveryTypeAreThoseOfTheChain() {
    Map<Hash, byte[]> all = new HashMap<>();
    RawBlock.testChain()
        .forEach(block -> block.transactions().forEach(each -> all.put(Keccak.of(each), each)));
    Set<Integer> types = new HashSet<>();
    answers("eth_getTransactionByHash")
        .map(Vectors::result)
        .filter(JsonNode::isObject)
        .map(TransactionJson::read)
        .forEach(
            transaction -> {
              assertThat(transaction.encoded()).isEqualTo(all.get(transaction.hash()));
              types.add(transaction.type());
            });
    assertThat(types).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  /** By the block's number, in the order of their indexes. */
  private static Map<Long, Map<Long, JsonNode>> receipts(Stream<JsonNode> answers) {
    Map<Long, Map<Long, JsonNode>> byBlock = new TreeMap<>();
    answers.forEach(
        receipt ->
            byBlock
                .computeIfAbsent(
                    Long.decode(receipt.path("blockNumber").asText()), _ -> new TreeMap<>())
                .put(Long.decode(receipt.path("transactionIndex").asText()), receipt));
    return byBlock;
  }

  /** Wherever the receipts of all of a block's transactions are told. */
  @Test
  void receiptsThatNodesTellHaveTheRootOfTheHeader() {
    List<RawBlock> chain = RawBlock.testChain();
    List<JsonNode> told = new ArrayList<>();
    answers("eth_getBlockReceipts").map(Vectors::result).forEach(list -> list.forEach(told::add));
    answers("eth_getTransactionReceipt")
        .map(Vectors::result)
        .filter(JsonNode::isObject)
        .forEach(told::add);
    List<Long> whole = new ArrayList<>();
    receipts(told.stream())
        .forEach(
            (number, receipts) -> {
              RawBlock block = chain.get(number.intValue() - 1);
              if (block.transactions().size() == receipts.size()) {
                check(block.decoded(), receipts);
                whole.add(number);
              }
            });
    assertThat(whole).containsExactly(1L, 54L);
  }

  private static void check(Header header, Map<Long, JsonNode> receipts) {
    List<byte[]> encoded =
        receipts.values().stream().map(each -> ReceiptJson.read(each).encoded()).toList();
    assertThat(Part.RECEIPT.trie(header, encoded).root()).isEqualTo(header.receiptsRoot());
  }

  @Test
  void receiptsOfMainnetHaveTheRootOfTheHeader() {
    Path block =
        TestData.path(
            MAINNET + "block_with_logs/web3_response.eth_getBlockByNumber_0x76250_true.json");
    Path folder = TestData.path("onchain/ethereum-etl/test_export_receipts_job/receipts_with_logs");
    Stream<JsonNode> told =
        Vectors.files(folder)
            .filter(file -> file.getFileName().toString().startsWith("web3"))
            .map(file -> Vectors.json(Vectors.read(file)).path("result"));
    Map<Long, JsonNode> receipts = receipts(told).getOrDefault(0x76250L, Map.of());
    assertThat(receipts).hasSize(4);
    check(HeaderJson.read(Vectors.json(Vectors.read(block)).path("result")), receipts);
  }

  @Test
  void rawReceiptsAreReadAndWrittenTheSameWay() {
    JsonNode raw = Vectors.result(TestData.path(NODE + "debug_getRawReceipts/get-block-n.io"));
    List<byte[]> receipts = new ArrayList<>();
    raw.forEach(each -> receipts.add(Vectors.hex(each.asText())));
    Header header = RawBlock.testChain().get(2).decoded();
    assertThat(Part.RECEIPT.trie(header, receipts).root()).isEqualTo(header.receiptsRoot());
    receipts.forEach(each -> assertThat(Receipt.decode(each).encoded()).isEqualTo(each));
    answers("eth_getTransactionReceipt")
        .map(Vectors::result)
        .filter(JsonNode::isObject)
        .map(each -> ReceiptJson.read(each).encoded())
        .forEach(each -> assertThat(Receipt.decode(each).encoded()).isEqualTo(each));
  }

  /** Two blocks of mainnet, as an exporter wrote them, decimal. */
  @Test
  void withdrawalsOfMainnetHaveTheRootOfTheHeader() {
    Path file =
        TestData.path(MAINNET + "blocks_with_transactions_and_withdrawals/expected_blocks.json");
    List<String> lines = Vectors.read(file).lines().toList();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      JsonNode block = Vectors.json(line);
      List<byte[]> withdrawals = new ArrayList<>();
      for (JsonNode each : block.path("withdrawals")) {
        withdrawals.add(
            new Withdrawal(
                    each.path("index").asLong(),
                    each.path("validator_index").asLong(),
                    Address.of(Vectors.hex(each.path("address").asText())),
                    each.path("amount").asLong())
                .encoded());
      }
      assertThat(Trie.ofList(withdrawals).root())
          .hasToString(block.path("withdrawals_root").asText());
    }
  }

  @Test
  void whatStandsInABlockIsProvedByItsNodes() {
    TrieVerifier verifier = new TrieVerifier();
    int proved = 0;
    for (RawBlock block : RawBlock.testChain()) {
      Header header = block.decoded();
      for (int index = 0; index < block.transactions().size(); index++) {
        Inclusion inclusion = Inclusion.of(Part.TRANSACTION, header, block.transactions(), index);
        inclusion.check(header, verifier);
        proved++;
        Inclusion elsewhere =
            new Inclusion(Part.TRANSACTION, index + 1, inclusion.encoded(), inclusion.nodes());
        assertThatThrownBy(() -> elsewhere.check(header, verifier))
            .isInstanceOf(RefusedException.class)
            .hasMessageStartingWith("transaction %d: ".formatted(index + 1));
        Inclusion otherPart =
            new Inclusion(Part.RECEIPT, index, inclusion.encoded(), inclusion.nodes());
        assertThatThrownBy(() -> otherPart.check(header, verifier))
            .isInstanceOf(RefusedException.class);
        assertAnyByteMatters(header, inclusion, verifier);
      }
    }
    assertThat(proved).isGreaterThan(100);
  }

  private static void assertAnyByteMatters(
      Header header, Inclusion inclusion, TrieVerifier verifier) {
    byte[] encoded = inclusion.encoded();
    for (int at = 0; at < encoded.length; at++) {
      byte[] changed = encoded.clone();
      changed[at] ^= (byte) 1;
      assertRefused(
          new Inclusion(inclusion.part(), inclusion.index(), changed, inclusion.nodes()),
          header,
          verifier);
    }
    for (int node = 0; node < inclusion.nodes().size(); node++) {
      for (int at = 0; at < inclusion.nodes().get(node).length; at++) {
        List<byte[]> nodes = new ArrayList<>(inclusion.nodes());
        nodes.set(node, nodes.get(node).clone());
        nodes.get(node)[at] ^= (byte) 0x80;
        assertRefused(
            new Inclusion(inclusion.part(), inclusion.index(), encoded, nodes), header, verifier);
      }
    }
  }

  private static void assertRefused(Inclusion changed, Header header, TrieVerifier verifier) {
    try {
      changed.check(header, verifier);
    } catch (RefusedException _) {
      return;
    }
    throw new AssertionError("taken: " + changed);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4})
  void nothingIsProvedOfAPlaceThatThereIsNot(int index) {
    RawBlock first = RawBlock.testChain().getFirst();
    assertThatThrownBy(
            () -> Inclusion.of(Part.TRANSACTION, first.decoded(), first.transactions(), index))
        .isInstanceOf(RefusedException.class)
        .hasMessage("block 1 has 4 transactions, none at " + index);
  }

  @Test
  void aListThatIsNotTheBlocksProvesNothing() {
    RawBlock first = RawBlock.testChain().getFirst();
    List<byte[]> fewer = first.transactions().subList(0, 3);
    assertThatThrownBy(() -> Inclusion.of(Part.TRANSACTION, first.decoded(), fewer, 0))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the transactions of block 1 have the root");
  }
}
