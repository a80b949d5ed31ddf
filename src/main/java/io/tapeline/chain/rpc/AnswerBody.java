package io.tapeline.chain.rpc;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.json.BoundedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bytes that a node answered as what they are, within bounds and with numbers exact. */
public final class AnswerBody {

  private static final int MAX_DEPTH = 64;

  static final ObjectMapper MAPPER =
      // the answer as a whole is bounded where it is read
      BoundedJson.reader(MAX_DEPTH, Integer.MAX_VALUE)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private AnswerBody() {}

  /**
   * An object or a list.
   *
   * @throws NodeException with {@code MALFORMED} if it is none
   */
  public static JsonNode json(byte[] body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      if (json.isContainerNode()) {
        return json;
      }
      throw malformed(body.length == 0 ? "the answer is empty" : "the answer is no JSON object");
    } catch (IOException _) {
      throw malformed(
          isPage(body)
              ? "it answers with a page, not with JSON"
              : "the answer is no JSON, or ends early");
    }
  }

  /**
   * A line of so many characters, without blanks at its ends.
   *
   * @throws NodeException with {@code MALFORMED} if it is a page, or longer or shorter
   */
  public static String line(byte[] body, int characters) {
    if (isPage(body)) {
      throw malformed("it answers with a page, not with a line");
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.length() != characters) {
      throw malformed(
          text.isEmpty()
              ? "the answer is empty"
              : "the answer is no line of %d characters".formatted(characters));
    }
    return text;
  }

  private static boolean isPage(byte[] body) {
    for (byte each : body) {
      if (each == '<') {
        return true;
      }
      if (!Character.isWhitespace(each)) {
        return false;
      }
    }
    return false;
  }

  static NodeException malformed(String why) {
    return new NodeException(NodeFault.MALFORMED, why);
  }
}
