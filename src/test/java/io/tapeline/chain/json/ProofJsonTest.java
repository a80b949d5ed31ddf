package io.tapeline.chain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tapeline.TestData;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.ExampleProof;
import io.tapeline.chain.block.RawBlock;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.json.ProofJson.UnreadableException;
import io.tapeline.chain.proof.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofJsonTest {

  private static byte[] bytes(JsonNode document) {
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static final ObjectNode EXAMPLE =
      (ObjectNode)
          Vectors.json(new String(ProofJson.write(ExampleProof.whole()), StandardCharsets.UTF_8));

  private static ObjectNode example() {
    return EXAMPLE.deepCopy();
  }

  static Stream<ReadProof> proofs() {
    return Stream.of(ExampleProof.whole(), ExampleProof.absent());
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void whatIsWrittenIsReadAndProvesTheSame(ReadProof proof) throws UnreadableException {
    byte[] written = ProofJson.write(proof);
    ReadProof read = ProofJson.read(written);
    assertThat(read.check().hasAccount()).isEqualTo(proof.check().hasAccount());
    assertThat(ProofJson.write(read)).isEqualTo(written);
  }

  /** An answer of a real node, made a document. */
  @Test
  void proofsOfARealNodeBecomeDocuments() throws UnreadableException {
    RawBlock newest = RawBlock.testChain().getLast();
    JsonNode answer =
        Vectors.result(
            TestData.path("onchain/execution-apis/eth_getProof/get-account-proof-with-storage.io"));
    ReadProof proof =
        new ReadProof(
            "test-chain",
            newest.decoded().hash(),
            newest.header().getFirst(),
            StateProofJson.read(answer),
            List.of());
    assertThat(ProofJson.read(ProofJson.write(proof)).check().hasAccount()).isTrue();
  }

  /** Where each text, number or truth stands. */
  private static List<String> places(JsonNode node, String at) {
    List<String> places = new ArrayList<>();
    if (node.isValueNode()) {
      places.add(at);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        places.addAll(places(node.get(i), at + "/" + i));
      }
    } else {
      node.properties()
          .forEach(field -> places.addAll(places(field.getValue(), at + "/" + field.getKey())));
    }
    return places;
  }

  private static void set(ObjectNode document, String place, JsonNode value) {
    int last = place.lastIndexOf('/');
    JsonNode parent = document.at(place.substring(0, last));
    String name = place.substring(last + 1);
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), value);
    }
  }

  /**
   * All but the chain's name, which proves nothing, and the slot of which nothing is stored: the
   * same nodes prove that of others too.
   */
  static Stream<String> places() {
    return places(example(), "").stream()
        .filter(place -> !place.equals("/chain") && !place.equals("/account/storage/1/slot"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void everyDigitOfEveryValueMatters(String place) throws UnreadableException {
    JsonNode value = example().at(place);
    String text = value.asText();
    for (int at = text.startsWith("0x") ? 2 : 0; at < text.length(); at++) {
      char changed = text.charAt(at) == '1' ? '2' : '1';
      String other = text.substring(0, at) + changed + text.substring(at + 1);
      ObjectNode document = example();
      set(
          document,
          place,
          value.isTextual() ? new TextNode(other) : LongNode.valueOf(Long.parseLong(other)));
      assertRefused(bytes(document), place + ", digit " + at);
    }
  }

  private static void assertRefused(byte[] document, String what) throws UnreadableException {
    try {
      ProofJson.read(document).check();
    } catch (RefusedException _) {
      return;
    }
    throw new AssertionError("taken: " + what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/block", "/account", "/account/storage/0", "/transaction", "/receipt"})
  void whatSaysMoreThanCanBeCheckedIsRefused(String place) {
    ObjectNode document = example();
    ((ObjectNode) document.at(place)).put("price", "1");
    assertThatThrownBy(() -> ProofJson.read(bytes(document)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has fields that are not known: price");
  }

  @ParameterizedTest
  @MethodSource("places")
  void everyFieldIsNeeded(String place) {
    ObjectNode document = example();
    int last = place.lastIndexOf('/');
    if (document.at(place.substring(0, last)) instanceof ObjectNode object) {
      object.remove(place.substring(last + 1));
      assertThatThrownBy(() -> ProofJson.read(bytes(document)).check())
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void whatClaimsNothingIsRefused() {
    ObjectNode document = example();
    document.remove(List.of("account", "transaction", "receipt"));
    assertThatThrownBy(() -> ProofJson.read(bytes(document)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nothing is claimed");
  }

  @ParameterizedTest
  @CsvSource({
    "/format, tapeline.proof/2, format is not tapeline.proof/1",
    "/chain, 'ethereum\u001b[2J', chain is no name",
    "/block/header, 0x, block: RLP ends",
    "/block/header, 1234, header does not begin with 0x",
    "/account/balance, 01, account: balance is no decimal number",
    "/account/balance, 1e18, account: balance is no decimal number",
    "/account/nonce, 1, account: nonce is no whole number",
    "/account/storage/0/value, 0x01, account: storage/0: value: a hash has 32 bytes",
    "/transaction/index, x, transaction: index is no whole number",
    "/receipt/nodes, x, receipt: nodes is no list"
  })
  void whatIsNotReadIsNamed(String place, String value, String why) {
    ObjectNode document = example();
    set(document, place, new TextNode(value));
    assertThatThrownBy(() -> ProofJson.read(bytes(document)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}}",
        "{\"format\":1,\"format\":1}",
        "[[[[[[[[[[[[[[[[",
        "{\"format\":1e999999999999999999999999999999999999999999999999999999999999999999999999999999}"
      })
  void whatIsNoJsonIsSaidToBeNone(String document) {
    assertThatThrownBy(() -> ProofJson.read(document.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfAny(UnreadableException.class, RefusedException.class);
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    assertThatThrownBy(() -> ProofJson.read(new byte[ProofJson.MAX_BYTES + 1]))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("has more than 16777216 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changedDocumentsAreRefusedOrProveTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] right = bytes(example());
    for (int round = 0; round < 3_000; round++) {
      byte[] changed = right.clone();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        ReadProof proof = ProofJson.read(changed);
        assertThat(proof.check().header().hash()).isEqualTo(ExampleProof.header().hash());
      } catch (RefusedException | UnreadableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
