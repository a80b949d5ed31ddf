package io.tapeline.sandbox.chain.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Branch;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.SlotClaim;
import io.tapeline.chain.proof.StateVerifier;
import io.tapeline.sandbox.app.TestSandbox;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.tapeline.sandbox.chain.state.Contract;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes answer, as our own client and verifiers read it. */
class NodeServerTest {

  private static final ChainSandbox CHAIN = new ChainSandbox();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @AfterAll
  static void stop() {
    CHAIN.close();
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText().substring(2));
  }

  private static BigInteger number(JsonNode hex) {
    return new BigInteger(hex.asText().substring(2), 16);
  }

  @Test
  void itsNumberIsThatOfSimulatedChains() {
    assertThat(new ChainKind.Evm(ChainTerms.ID).isSimulated()).isTrue();
    assertThat(new ChainKind.Evm(1).isSimulated()).isFalse();
  }

  @Test
  void headAndBlocksHoldForOurOwnClient() {
    NodePool<EvmNode> pool = CHAIN.followed(Map.of()).nodes();
    Head head = pool.any(EvmNode::head).await().atMost(PATIENCE);
    assertThat(head.latest().number())
        .isEqualTo(new ChainTerms(12).newest(ChainSandbox.BEGIN.getEpochSecond()));
    assertThat(head.lagBlocks(Finality.SAFE).orElseThrow()).isBetween(32L, 63L);
    assertThat(head.lagBlocks(Finality.FINALIZED).orElseThrow()).isBetween(64L, 95L);
    long last = head.latest().number();
    List<BlockRef> blocks =
        pool.any(node -> node.blocks(new BlockRange(last - 99, last))).await().atMost(PATIENCE);
    assertThat(new Branch(blocks).tip()).isEqualTo(head.latest());
    for (BlockRef block : blocks.subList(0, 60)) {
      FullBlock whole = pool.any(node -> node.fullBlock(block.hash())).await().atMost(PATIENCE);
      assertThat(whole.hash()).isEqualTo(block.hash());
      assertThat(whole.transactions()).isNotEmpty();
    }
  }

  @Test
  void proofsOfAccountsSlotsAndOfAbsenceHold() throws Exception {
    JsonNode block = CHAIN.result("eth_getBlockByNumber", "latest", false);
    Hash root = Hash.of(block.path("stateRoot").asText());
    String slot2 = "0x" + "0".repeat(63) + "2";
    String nothing = "0x" + "f".repeat(64);
    JsonNode proof =
        CHAIN.result(
            "eth_getProof",
            Contract.USDC.address().toString(),
            List.of(slot2, nothing),
            Map.of("blockHash", block.path("hash").asText()));
    assertThat(new StateVerifier().check(root, claim(proof))).isTrue();
    assertThat(proof.at("/storageProof/1/value").asText()).isEqualTo("0x0");
    String supply = "0x18160ddd";
    assertThat(number(proof.at("/storageProof/0/value")))
        .isEqualTo(number(call(Contract.USDC, supply)));

    JsonNode absent =
        CHAIN.result("eth_getProof", "0x" + "12".repeat(20), List.of("0x0"), "latest");
    assertThat(new StateVerifier().check(root, claim(absent))).isFalse();
  }

  private static AccountClaim claim(JsonNode proof) {
    List<SlotClaim> slots = new ArrayList<>();
    for (JsonNode slot : proof.path("storageProof")) {
      slots.add(
          new SlotClaim(
              padded(slot.path("key").asText()),
              number(slot.path("value")),
              nodes(slot.path("proof"))));
    }
    return new AccountClaim(
        Address.of(bytes(proof.path("address"))),
        new Account(
            number(proof.path("nonce")),
            number(proof.path("balance")),
            Hash.of(proof.path("storageHash").asText()),
            Hash.of(proof.path("codeHash").asText())),
        nodes(proof.path("accountProof")),
        slots);
  }

  private static Hash padded(String slot) {
    return Hash.of("0".repeat(66 - slot.length()) + slot.substring(2));
  }

  private static List<byte[]> nodes(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(NodeServerTest::bytes).toList();
  }

  private static JsonNode call(Contract contract, String data) throws Exception {
    return CHAIN.result(
        "eth_call", Map.of("to", contract.address().toString(), "data", data), "latest");
  }

  @Test
  void contractsAnswerWhatTheirSlotsHold() throws Exception {
    assertThat(new String(bytes(call(Contract.USDC, "0x95d89b41")), StandardCharsets.US_ASCII))
        .contains("USDC");
    assertThat(number(call(Contract.USDC, "0x313ce567"))).isEqualTo(6);
    assertThat(number(call(Contract.WETH, "0x313ce567"))).isEqualTo(18);
    assertThat(call(Contract.PAIR, "0x0dfe1681").asText())
        .endsWith(Contract.USDC.address().toString().substring(2));
    String slot8 = "0x" + "0".repeat(63) + "8";
    BigInteger packed =
        number(
            CHAIN.result("eth_getStorageAt", Contract.PAIR.address().toString(), slot8, "latest"));
    byte[] reserves = bytes(call(Contract.PAIR, "0x0902f1ac"));
    BigInteger mask = BigInteger.ONE.shiftLeft(112).subtract(BigInteger.ONE);
    assertThat(new BigInteger(1, reserves, 0, 32)).isEqualTo(packed.and(mask));
    assertThat(new BigInteger(1, reserves, 32, 32)).isEqualTo(packed.shiftRight(112).and(mask));
    BigInteger slot0 =
        number(
            CHAIN.result("eth_getStorageAt", Contract.POOL.address().toString(), "0x0", "latest"));
    byte[] answered = bytes(call(Contract.POOL, "0x3850c7bd"));
    assertThat(new BigInteger(1, answered, 0, 32))
        .isEqualTo(slot0.and(BigInteger.ONE.shiftLeft(160).subtract(BigInteger.ONE)));
    assertThat(new BigInteger(answered, 32, 32).intValue())
        .isEqualTo(slot0.shiftRight(160).intValue() << 8 >> 8);
    assertThat(new BigInteger(1, answered, 6 * 32, 32)).isEqualTo(1);
  }

  @Test
  void transactionsReceiptsAndLogsAreFound() throws Exception {
    JsonNode block = CHAIN.result("eth_getBlockByNumber", "finalized", true);
    JsonNode receipts = CHAIN.result("eth_getBlockReceipts", block.path("hash").asText());
    int logs = 0;
    for (JsonNode transaction : block.path("transactions")) {
      String hash = transaction.path("hash").asText();
      assertThat(CHAIN.result("eth_getTransactionByHash", hash)).isEqualTo(transaction);
      JsonNode receipt = CHAIN.result("eth_getTransactionReceipt", hash);
      assertThat(receipt)
          .isEqualTo(receipts.path(Integer.decode(transaction.path("transactionIndex").asText())));
      for (JsonNode log : receipt.path("logs")) {
        assertThat(Integer.decode(log.path("logIndex").asText())).isEqualTo(logs++);
      }
    }
    JsonNode all = CHAIN.result("eth_getLogs", Map.of("blockHash", block.path("hash").asText()));
    assertThat(all).hasSize(logs);
    String number = block.path("number").asText();
    JsonNode syncs =
        CHAIN.result(
            "eth_getLogs",
            Map.of(
                "fromBlock",
                "0x" + Long.toHexString(Long.decode(number) - 900),
                "toBlock",
                number,
                "address",
                Contract.PAIR.address().toString(),
                "topics",
                List.of("0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1")));
    assertThat(syncs).isNotEmpty();
    for (JsonNode sync : syncs) {
      assertThat(bytes(sync.path("data"))).hasSize(64);
    }
  }

  @Test
  void feesFollowFromTheBlocks() throws Exception {
    JsonNode history = CHAIN.result("eth_feeHistory", "0xa", "latest", List.of(10, 50, 90));
    assertThat(history.path("baseFeePerGas")).hasSize(11);
    assertThat(history.path("reward")).hasSize(10);
    JsonNode latest = CHAIN.result("eth_getBlockByNumber", "latest", false);
    assertThat(history.at("/baseFeePerGas/9")).isEqualTo(latest.path("baseFeePerGas"));
    for (JsonNode rewards : history.path("reward")) {
      assertThat(number(rewards.path(0))).isLessThanOrEqualTo(number(rewards.path(1)));
      assertThat(number(rewards.path(1))).isLessThanOrEqualTo(number(rewards.path(2)));
    }
    assertThat(number(CHAIN.result("eth_blobBaseFee")))
        .isEqualTo(number(history.at("/baseFeePerBlobGas/10")));
    assertThat(number(CHAIN.result("eth_gasPrice")))
        .isEqualTo(
            number(history.at("/baseFeePerGas/10"))
                .add(number(CHAIN.result("eth_maxPriorityFeePerGas"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":1,\"method\":\"eth_nothing\"} | -32601",
        "{\"id\":1} | -32600",
        "[] | -32602",
        "nothing | -32700",
        "{\"id\":1,\"method\":\"eth_getBlockByNumber\",\"params\":[\"soon\",false]} | -32602",
        "{\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"0x12\",\"latest\"]} | -32602",
        "{\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"0x1212121212121212121212121212121212121212\",\"0xffffffff\"]} | -32000",
        "{\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"0x1212121212121212121212121212121212121212\",\"earliest\"]} | -32000",
        "{\"id\":1,\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"earliest\"}]} | -32602",
        "{\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":[\"0x00\"]} | -32000"
      })
  void whatCanNotBeAnsweredIsRefusedWithTheCodeThatRealNodesHave(String body, int code)
      throws Exception {
    JsonNode answer = new ObjectMapper().readTree(CHAIN.post("b", body).body());
    assertThat(answer.at("/error/code").asInt()).as(answer.toString()).isEqualTo(code);
  }

  @Test
  void aCallThatAContractDoesNotKnowIsRevertedAndNobodyAnswersNothing() throws Exception {
    JsonNode answer =
        CHAIN.ask(
            "a",
            "eth_call",
            Map.of("to", Contract.USDC.address().toString(), "data", "0xdeadbeef"),
            "latest");
    assertThat(answer.at("/error/code").asInt()).isEqualTo(3);
    assertThat(answer.at("/error/message").asText()).isEqualTo("execution reverted");
    assertThat(CHAIN.result("eth_call", Map.of("to", "0x" + "12".repeat(20)), "latest").asText())
        .isEqualTo("0x");
  }

  @Test
  void batchesAreAnsweredInTheirOrderAndWhatAsksForNoAnswerGetsNone() throws Exception {
    String body =
        CHAIN
            .post(
                "c",
                "[{\"id\":7,\"method\":\"eth_chainId\"},{\"method\":\"eth_chainId\"},{\"id\":\"x\",\"method\":\"eth_no\"}]")
            .body();
    assertThat(body)
        .isEqualTo(
            "[{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x4ee7167\"},{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":-32601,\"message\":\"the method eth_no does not exist/is not available\"}}]");
    assertThat(CHAIN.post("c", "{\"method\":\"eth_chainId\"}").statusCode()).isEqualTo(204);
    assertThat(CHAIN.post("d", "{}").statusCode()).isEqualTo(404);
    assertThat(CHAIN.sandbox().get("/chain/a").statusCode()).isEqualTo(405);
  }

  @Test
  void newHeadsAreToldToWhoSubscribesAlsoThoseOfAReorg() throws Exception {
    try (ChainSandbox own = new ChainSandbox()) {
      TestSandbox.Socket socket = own.sandbox().open("/chain/b");
      socket.say("{\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
      assertThat(socket.next().toString()).contains("\"result\":\"0x1\"");
      socket.say("{\"id\":2,\"method\":\"eth_blockNumber\"}");
      long before = Long.decode(socket.next().toJsonObject().getString("result"));
      own.passSeconds(24);
      assertThat(told(socket)).isEqualTo(before + 1);
      assertThat(told(socket)).isEqualTo(before + 2);
      own.fault("\"fault\":\"reorg\",\"depth\":3");
      assertThat(told(socket)).isEqualTo(before);
      assertThat(told(socket)).isEqualTo(before + 1);
      assertThat(told(socket)).isEqualTo(before + 2);
      socket.say("{\"id\":3,\"method\":\"eth_unsubscribe\",\"params\":[\"0x1\"]}");
      assertThat(socket.next().toString()).contains("\"result\":true");
    }
  }

  private static long told(TestSandbox.Socket socket) throws InterruptedException {
    return Long.decode(
        socket
            .next()
            .toJsonObject()
            .getJsonObject("params")
            .getJsonObject("result")
            .getString("number"));
  }
}
