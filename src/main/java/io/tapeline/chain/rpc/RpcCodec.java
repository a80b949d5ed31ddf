package io.tapeline.chain.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** JSON-RPC 2.0: calls to bytes, bytes to answers. One call is written alone, more as a batch. */
public final class RpcCodec {

  private static final int TOLD_CHARACTERS = 200;

  /** EIP-1474: a request exceeds a defined limit. */
  private static final long RATE_EXCEEDED = -32_005;

  /** Some use HTTP's code. */
  private static final long TOO_MANY_REQUESTS = 429;

  private RpcCodec() {}

  public static byte[] question(List<RpcCall> calls) {
    ArrayNode batch = AnswerBody.MAPPER.createArrayNode();
    for (RpcCall call : calls) {
      ObjectNode each = batch.addObject();
      each.put("jsonrpc", "2.0").put("id", batch.size() - 1).put("method", call.method());
      each.set("params", AnswerBody.MAPPER.valueToTree(call.params()));
    }
    try {
      return AnswerBody.MAPPER.writeValueAsBytes(calls.size() == 1 ? batch.get(0) : batch);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One for each call, in their order, whatever the order of the answers.
   *
   * @throws NodeException with {@code MALFORMED} if they are not; with {@code ERROR} or {@code
   *     LIMITED} if one error stands for all
   */
  public static List<RpcAnswer> answers(byte[] body, int calls) {
    JsonNode json = AnswerBody.json(body);
    if (json.isObject() && calls > 1) {
      throw whole(json);
    }
    SortedMap<Integer, RpcAnswer> answers = new TreeMap<>();
    for (JsonNode each : json.isArray() ? json : List.of(json)) {
      answers.put(index(each, calls, answers.keySet()), answer(each));
    }
    if (answers.size() < calls) {
      throw AnswerBody.malformed("it leaves calls without an answer");
    }
    return List.copyOf(answers.values());
  }

  /** What is said to a batch at once can only be that it is not taken. */
  private static NodeException whole(JsonNode json) {
    return json.path("error").isObject()
        ? failure(failed(json.path("error")))
        : AnswerBody.malformed("it answers one of many calls");
  }

  private static int index(JsonNode json, int calls, Set<Integer> answered) {
    JsonNode id = json.path("id");
    if (calls == 1 && id.isNull() && json.path("error").isObject()) {
      return 0; // it could not read the id
    }
    if (!id.isIntegralNumber() || !id.canConvertToInt()) {
      throw AnswerBody.malformed("it answers a call that was not made");
    }
    int index = id.intValue();
    if (index < 0 || index >= calls || answered.contains(index)) {
      throw AnswerBody.malformed("it answers a call that was not made, or one twice");
    }
    return index;
  }

  private static RpcAnswer answer(JsonNode json) {
    if (json.path("error").isObject()) {
      return failed(json.path("error"));
    }
    if (!json.has("result")) {
      throw AnswerBody.malformed("there is neither a result nor an error");
    }
    return new RpcAnswer.Value(json.path("result"));
  }

  private static RpcAnswer.Failed failed(JsonNode error) {
    String message = error.path("message").asText("").replaceAll("\\p{Cntrl}", " ");
    return new RpcAnswer.Failed(
        error.path("code").asLong(),
        message.substring(0, Math.min(message.length(), TOLD_CHARACTERS)));
  }

  /** Its error as a failure. */
  public static NodeException failure(RpcAnswer.Failed failed) {
    boolean isLimit = failed.code() == RATE_EXCEEDED || failed.code() == TOO_MANY_REQUESTS;
    return new NodeException(
        isLimit ? NodeFault.LIMITED : NodeFault.ERROR,
        "it says: %s (%d)".formatted(failed.message(), failed.code()));
  }
}
