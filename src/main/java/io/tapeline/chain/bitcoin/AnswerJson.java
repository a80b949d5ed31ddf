package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeline.chain.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the JSON of answers within bounds, and numbers exactly. */
final class AnswerJson {

  /** A full block with all its transactions decoded has some thirty million. */
  static final int MAX_BYTES = 64 << 20;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_LENGTH = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private AnswerJson() {}

  static JsonNode read(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw new RefusedException("an answer of more than %d bytes".formatted(MAX_BYTES));
    }
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException _) {
      throw new RefusedException("is no JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
