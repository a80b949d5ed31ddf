package io.tapeline.chain.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Sets up readers of JSON that strangers write: one value and nothing behind it, within bounds. */
public final class BoundedJson {

  /** Those of 256 bits have 78. */
  private static final int MAX_NUMBER_DIGITS = 80;

  private BoundedJson() {}

  /**
   * @param depth objects and lists inside of one another
   * @param characters that a text may have
   */
  public static JsonMapper.Builder reader(int depth, int characters) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxNumberLength(MAX_NUMBER_DIGITS)
                        .maxStringLength(characters)
                        .build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
