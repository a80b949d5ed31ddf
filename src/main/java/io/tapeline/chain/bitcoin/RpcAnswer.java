package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;

/** What a node answered to a call by JSON-RPC, 1.0 or 2.0. */
public sealed interface RpcAnswer {

  /** How long a node's own words may be before they are cut. */
  int MOST_MESSAGE_CHARS = 200;

  /** It did what was asked. */
  record Result(JsonNode value) implements RpcAnswer {}

  /**
   * It did not.
   *
   * @param code of {@code rpc/protocol.h}: −5 for what is not known, −28 while it starts
   * @param message in the node's own words, at most 200 characters
   */
  record Failure(int code, String message) implements RpcAnswer {}

  /**
   * @param id of the call, which the answer must repeat
   * @throws RefusedException if it is no answer to this call
   */
  static RpcAnswer read(byte[] body, long id) {
    Answer answer = new Answer(AnswerJson.read(body));
    if (answer.whole("id", 0, Long.MAX_VALUE) != id) {
      throw new RefusedException("an answer to another call than " + id);
    }
    if (answer.has("error")) {
      return failure(new Answer(answer.value("error")));
    }
    return new Result(answer.value("result"));
  }

  private static RpcAnswer failure(Answer error) {
    String message = error.has("message") ? error.text("message") : "";
    return new Failure(
        (int) error.whole("code", Integer.MIN_VALUE, Integer.MAX_VALUE),
        message.substring(0, Math.min(message.length(), MOST_MESSAGE_CHARS)));
  }
}
