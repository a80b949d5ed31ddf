package io.tapeline.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcCodecTest {

  private static final RpcCall CALL = RpcCall.of("eth_getBlockByNumber", "0x1", false);
  private static final String TWO =
      """
      [{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"no"}},
       {"jsonrpc":"2.0","id":0,"result":null}]""";

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneCallIsWrittenAloneAndMoreAsABatch() {
    String one =
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x1\",false]}";
    assertThat(new String(RpcCodec.question(List.of(CALL)), StandardCharsets.UTF_8))
        .isEqualTo(one.formatted(0));
    assertThat(new String(RpcCodec.question(List.of(CALL, CALL)), StandardCharsets.UTF_8))
        .isEqualTo("[" + one.formatted(0) + "," + one.formatted(1) + "]");
  }

  @Test
  void answersComeInTheOrderOfTheCallsAndOneErrorIsThatOfOneCall() {
    List<RpcAnswer> answers = RpcCodec.answers(bytes(TWO), 2);
    assertThat(((RpcAnswer.Value) answers.getFirst()).json().isNull()).isTrue();
    assertThat(answers.getLast()).isEqualTo(new RpcAnswer.Failed(-32_000, "no"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "<html>",
        "{\"id\":0}",
        "{\"id\":1,\"result\":1}",
        "{\"id\":\"0\",\"result\":1}",
        "{\"id\":0,\"result\":1} {}",
        "{\"id\":0,\"result\":1",
        "[{\"id\":0,\"result\":1},{\"id\":0,\"result\":1}]",
        "[1]",
        "[[]]",
      })
  void whatIsNoAnswerIsMalformed(String json) {
    assertThatThrownBy(() -> RpcCodec.answers(bytes(json), 1))
        .isInstanceOfSatisfying(
            NodeException.class, e -> assertThat(e.fault()).isEqualTo(NodeFault.MALFORMED));
  }

  @Test
  void aBatchThatIsNotTakenFailsAsAWhole() {
    assertThatThrownBy(
            () -> RpcCodec.answers(bytes("{\"error\":{\"code\":-32600,\"message\":\"x\"}}"), 2))
        .hasMessage("it says: x (-32600)");
  }

  @Test
  void deepNestsAndLongNumbersAreNotRead() {
    String deep = "[".repeat(100_000);
    String wide = "{\"id\":0,\"result\":" + "1".repeat(100_000) + "}";
    assertThat(catchThrowable(() -> RpcCodec.answers(bytes(deep), 1)))
        .isInstanceOf(NodeException.class);
    assertThat(catchThrowable(() -> RpcCodec.answers(bytes(wide), 1)))
        .isInstanceOf(NodeException.class);
  }

  /** Bytes of an answer are changed, cut and repeated; it is read, or what is wrong is said. */
  @ParameterizedTest
  @MethodSource("seeds")
  void nothingElseIsThrownWhateverTheAnswerIs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = bytes(TWO);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    Throwable thrown = catchThrowable(() -> RpcCodec.answers(bytes, 2));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(NodeException.class);
    }
  }
}
