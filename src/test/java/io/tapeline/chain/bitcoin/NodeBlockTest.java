package io.tapeline.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.rpc.RpcAnswer;
import io.tapeline.chain.rpc.RpcCodec;
import io.tapeline.chain.spv.RecordedHeaders;
import io.tapeline.chain.spv.fee.BlockFees;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeBlockTest {

  private static final String MADE_UP =
      "00000000000000000024fb37364cbf81fd49cc2d51c09c75c35433c3a1945d04";

  private static final String TWO_TRANSACTIONS =
      "000000001c920d495e1eeef2452b6d1c6c229a919b28196c103ecffebabee141";

  /** What nodes answered to {@code getblock} with verbosity 2. */
  static Stream<JsonNode> answers() {
    return RecordedHeaders.answers().stream()
        .filter(json -> json.path("tx").path(0).has("hex"))
        .filter(json -> !json.path("hash").asText().equals(MADE_UP));
  }

  private static JsonNode answer() {
    return answers()
        .filter(json -> json.path("hash").asText().equals(TWO_TRANSACTIONS))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void recordedBlocksAreReadFromTheirBytes(JsonNode json) {
    NodeBlock read = NodeBlock.read(json);

    assertThat(read.header().placed().hash()).hasToString(json.path("hash").asText());
    assertThat(read.header().placed().height()).isEqualTo(json.path("height").asLong());
    assertThat(read.header().confirmations()).isEqualTo(json.path("confirmations").asLong());
    assertThat(read.block().transactions()).hasSize(json.path("tx").size());
    assertThat(read.block().weight()).isEqualTo(json.path("weight").asInt());
    assertThat(read.fees() == null).isEqualTo(json.path("tx").size() > 1);
  }

  /** Beside the bytes a newer node tells what each transaction paid. */
  @Test
  void feesAreThoseThatTheNodeTells() {
    ObjectNode json = answer().deepCopy();
    for (JsonNode tx : json.withArray("tx")) {
      ((ObjectNode) tx).put("fee", new BigDecimal("0.00002730"));
    }

    BlockFees fees = Objects.requireNonNull(NodeBlock.read(json).fees());

    // 2,730 satoshi each, for 273 and for 159 bytes: the larger paid the lower rate
    assertThat(fees.percentiles().getFirst()).isEqualByComparingTo("10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "0.000000001", "1e30", "1e1000000000"})
  void absurdFeesAreRefused(String fee) {
    ObjectNode json = answer().deepCopy();
    ((ObjectNode) json.withArray("tx").get(1)).put("fee", new BigDecimal(fee));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> NodeBlock.read(json))
        .withMessageContaining("fee");
  }

  @Test
  void aHashThatIsMadeUpIsRefused() {
    JsonNode json =
        RecordedHeaders.answers().stream()
            .filter(each -> each.path("hash").asText().equals(MADE_UP))
            .findFirst()
            .orElseThrow();

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> NodeHeader.read(json))
        .withMessageContaining(MADE_UP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hash",
        "version",
        "merkleroot",
        "time",
        "bits",
        "nonce",
        "height",
        "chainwork",
        "tx",
        "confirmations"
      })
  void whatIsMissingOrOfAnotherKindIsRefusedByName(String name) {
    ObjectNode missing = answer().deepCopy();
    missing.remove(name);
    ObjectNode wrong = answer().deepCopy();
    wrong.putObject(name);

    for (JsonNode json : new JsonNode[] {missing, wrong}) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> NodeBlock.read(json))
          .withMessageContaining(name);
    }
  }

  @Test
  void aNodeThatChangesOrLeavesOutATransactionIsCaught() {
    ObjectNode without = answer().deepCopy();
    without.withArray("tx").remove(1);
    ObjectNode other = answer().deepCopy();
    ObjectNode tx = (ObjectNode) other.withArray("tx").get(1);
    tx.put("hex", tx.path("hex").asText().replaceFirst("00e40b54", "00e40b55"));

    for (JsonNode json : new JsonNode[] {without, other}) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> NodeBlock.read(json))
          .withMessageContaining("not those of the header");
    }
  }

  @Test
  void unknownFieldsArePassedOver() {
    ObjectNode json = answer().deepCopy();
    json.putObject("new_in_version_99").putArray("x");

    assertThat(NodeBlock.read(json).block().transactions()).hasSize(3);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** An answer with bytes changed at random is read alike or refused, and never anything else. */
  @ParameterizedTest
  @MethodSource("seeds")
  void answersWithNoiseAreRefusedOrTrue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String text = "{\"result\":" + answer() + ",\"error\":null,\"id\":0}";
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      body[random.nextInt(body.length)] = (byte) (32 + random.nextInt(95));
    }
    try {
      if (RpcCodec.answers(body, 1).getFirst() instanceof RpcAnswer.Value(var result)) {
        assertThat(NodeBlock.read(result).header().placed().hash()).hasToString(TWO_TRANSACTIONS);
      }
    } catch (RefusedException | NodeException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
