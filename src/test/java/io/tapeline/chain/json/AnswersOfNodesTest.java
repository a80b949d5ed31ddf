package io.tapeline.chain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.TestData;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.StateVerifier;
import io.tapeline.chain.proof.TrieVerifier;
import io.tapeline.chain.proof.Vectors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes answer is read as it is meant, or refused with the reason. */
class AnswersOfNodesTest {

  private static final String NODE = "onchain/execution-apis/";

  private static ObjectNode block() {
    return (ObjectNode)
        Vectors.result(TestData.path(NODE + "eth_getBlockByNumber/get-block-prague-fork.io"));
  }

  private static ObjectNode transaction() {
    return (ObjectNode)
        Vectors.result(TestData.path(NODE + "eth_getTransactionByHash/get-setcode-tx.io"));
  }

  private static ObjectNode receipt() {
    return (ObjectNode)
        Vectors.result(TestData.path(NODE + "eth_getTransactionReceipt/get-blob-tx.io"));
  }

  @Test
  void aFieldOfALaterForkIsNamed() {
    ObjectNode block = block();
    block.put("blockAccessListHash", "0x" + "00".repeat(32));
    HeaderJson.read(block);
    block.put("hash", "0x" + "11".repeat(32));
    assertThatThrownBy(() -> HeaderJson.read(block))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("block 45: its header has the hash 0xe4165d5a")
        .hasMessageEndingWith(
            "it has fields that are not known, which may be part of it: blockAccessListHash");
  }

  @ParameterizedTest
  @CsvSource({
    "stateRoot, 0x00, a hash has 32 bytes",
    "stateRoot, , stateRoot is missing",
    "miner, 0x1234, an address has 20 bytes",
    "logsBloom, 0x00, logs bloom has 1 bytes",
    "number, 0xffffffffffffffff, number is no number below 2^63",
    "gasUsed, 695c0, gasUsed does not begin with 0x",
    "gasUsed, 0x, gasUsed is no hexadecimal number",
    "gasUsed, 0x-1, gasUsed is no hexadecimal number",
    "extraData, 0x1, extraData is not written in whole bytes",
    "parentBeaconBlockRoot, , parentBeaconBlockRoot is missing",
    "blobGasUsed, , a later fork's field without an earlier one's",
    "gasLimit, 0x1, its header has the hash"
  })
  void whatIsNoHeaderIsRefusedWithTheField(String field, String value, String why) {
    ObjectNode block = block();
    block.put(field, value);
    assertThatThrownBy(() -> HeaderJson.read(block))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "type, 0x5, 'type 0x5, which is not known here'",
    "type, 0x7d, 'type 0x7d, which is not known here'",
    "type, 0x7e, sourceHash is missing",
    "type, 0x2, has the hash",
    "nonce, 0x1, has the hash",
    "nonce, , nonce is missing",
    "to, 0x00, to: an address has 20 bytes",
    "accessList, 0x, accessList is no list",
    "value, 0x10000000000000000000000000000000000000000000000000000000000000000, at most 256 bits"
  })
  void whatIsNoTransactionIsRefusedWithTheField(String field, String value, String why) {
    ObjectNode transaction = transaction();
    transaction.put(field, value);
    assertThatThrownBy(() -> TransactionJson.read(transaction))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsWithinListsIsNamedByItsPlace() {
    ObjectNode transaction = transaction();
    ((ObjectNode) transaction.withArray("authorizationList").get(0)).put("address", "0x12");
    assertThatThrownBy(() -> TransactionJson.read(transaction))
        .hasMessageContaining("authorizationList/0: address: an address has 20 bytes, not 1");
  }

  @ParameterizedTest
  @CsvSource({
    "type, 0x5, 'type 0x5, which is not known here'",
    "type, 0x7fffffffffffffff, which is not known here",
    "status, 0x2, neither 0 nor 1",
    "status, , root is missing",
    "logsBloom, 0x, bloom has 0 bytes"
  })
  void whatIsNoReceiptIsRefusedWithTheField(String field, String value, String why) {
    ObjectNode receipt = receipt();
    receipt.put(field, value);
    assertThatThrownBy(() -> ReceiptJson.read(receipt))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @MethodSource("io.tapeline.chain.proof.Vectors#all")
  void proofsOfNodesAreReadAsTheyAre(Vectors vector) {
    JsonNode answer =
        vector.name().startsWith("ropsten")
            ? Vectors.json(Vectors.read(TestData.path("onchain/ethereumjs/" + vector.name())))
            : Vectors.result(TestData.path(NODE + "eth_getProof/" + vector.name()));
    StateVerifier verifier = new StateVerifier();
    assertThat(verifier.check(vector.root(), StateProofJson.read(answer)))
        .isEqualTo(verifier.check(vector.root(), vector.claim()));
  }

  private static ObjectNode absent(Consumer<ObjectNode> change) {
    ObjectNode answer =
        (ObjectNode)
            Vectors.json(
                Vectors.read(TestData.path("onchain/ethereumjs/ropsten_nonexistentAccount.json")));
    change.accept(answer);
    return answer;
  }

  /** Nodes differ in what they answer for the hashes of an account that there is not. */
  @Test
  void anAbsentAccountMayHaveHashesOfZeros() {
    String zeros = Hash.of(new byte[Hash.BYTES]).toString();
    assertThat(StateProofJson.read(absent(answer -> answer.put("codeHash", zeros))).account())
        .isEqualTo(Account.ABSENT);
    assertThat(
            StateProofJson.read(
                    absent(answer -> answer.put("codeHash", zeros).put("storageHash", zeros)))
                .account())
        .isEqualTo(Account.ABSENT);
    assertThat(
            StateProofJson.read(
                    absent(answer -> answer.put("codeHash", zeros).put("balance", "0x1")))
                .account()
                .storageRoot())
        .isEqualTo(TrieVerifier.EMPTY_ROOT);
  }
}
