package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A JSON object in an answer. What is missing, or is not what it should be, is refused with its
 * name; fields that are not asked for are passed over, since every version of a node has more.
 */
record Answer(JsonNode object) {

  /** What a number of an answer may have before it is taken for absurd. */
  private static final int MOST_DIGITS = 40;

  Answer {
    if (!object.isObject()) {
      throw new RefusedException("there is no JSON object where one should be");
    }
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  JsonNode value(String name) {
    if (!has(name)) {
      throw new RefusedException(name + " is missing");
    }
    return object.get(name);
  }

  String text(String name) {
    JsonNode value = value(name);
    if (!value.isTextual()) {
      throw new RefusedException(name + " is no text");
    }
    return value.textValue();
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

  /** Reads a text, and names it where it is refused. */
  <T> T named(String name, Function<String, T> reading) {
    String text = text(name);
    try {
      return reading.apply(text);
    } catch (RefusedException e) {
      throw e.in(name);
    }
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
    List<T> list = new ArrayList<>(array.size());
    for (JsonNode each : array) {
      try {
        list.add(reading.apply(each));
      } catch (RefusedException e) {
        throw e.in(name + "/" + list.size());
      }
    }
    return list;
  }
}
