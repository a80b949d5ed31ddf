package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.json.Fields;
import io.tapeline.chain.spv.Hash256;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * A JSON object in an answer, with numbers of JSON. Fields that are not asked for are passed over,
 * since every version of a node has more.
 */
record Answer(Fields fields) {

  /** What a number of an answer may have before it is taken for absurd. */
  private static final int MOST_DIGITS = 40;

  Answer(JsonNode object) {
    this(new Fields(object));
  }

  boolean has(String name) {
    return fields.has(name);
  }

  JsonNode value(String name) {
    if (!has(name)) {
      throw new RefusedException(name + " is missing");
    }
    return fields.object().get(name);
  }

  String text(String name) {
    return fields.text(name);
  }

  boolean truth(String name) {
    JsonNode value = value(name);
    if (!value.isBoolean()) {
      throw new RefusedException(name + " is neither true nor false");
    }
    return value.booleanValue();
  }

  Hash256 hash(String name) {
    return named(name, Hash256::parse);
  }

  /** A text that means something. */
  <T> T named(String name, Function<String, T> reading) {
    return fields.text(name, reading);
  }

  /** A whole number, both ends included. */
  long whole(String name, long least, long most) {
    BigDecimal number = decimal(name);
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0
        || number.stripTrailingZeros().scale() > 0) {
      throw new RefusedException(
          "%s is no whole number from %d to %d".formatted(name, least, most));
    }
    return number.longValue();
  }

  BigDecimal decimal(String name) {
    return decimal(name, value(name));
  }

  static BigDecimal decimal(String name, JsonNode value) {
    if (!value.isNumber()) {
      throw new RefusedException(name + " is no number");
    }
    BigDecimal number = value.decimalValue();
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new RefusedException(name + " is absurd");
    }
    return number;
  }

  /** At most 256 bits, in hexadecimal digits. */
  BigInteger hexadecimal(String name) {
    String digits = text(name);
    if (!digits.matches("[0-9a-fA-F]{1,64}")) {
      throw new RefusedException(name + " is no hexadecimal number of at most 256 bits");
    }
    return new BigInteger(digits, 16);
  }

  <T> List<T> list(String name, int most, Function<JsonNode, T> reading) {
    JsonNode array = value(name);
    if (!array.isArray() || array.size() > most) {
      throw new RefusedException("%s is no list of at most %d".formatted(name, most));
    }
    return fields.list(name, reading);
  }
}
