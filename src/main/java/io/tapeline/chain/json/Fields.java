package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An object of JSON in what nodes answer, most of whose values are hexadecimal. What is missing or
 * is not what it should be is refused, with its name. Null is as good as missing.
 */
public record Fields(JsonNode object) {

  private static final String PREFIX = "0x";
  private static final int WORD_DIGITS = 64;
  private static final int LONG_DIGITS = 16;
  private static final int WORD_DECIMALS = 78;

  public Fields {
    if (!object.isObject()) {
      throw new RefusedException("there is no JSON object where one should be");
    }
  }

  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public String text(String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw new RefusedException(name + (has(name) ? " is no text" : " is missing"));
    }
    return value.textValue();
  }

  /** A text that means something. */
  public <T> T text(String name, Function<String, T> reading) {
    String text = text(name);
    return in(name, () -> reading.apply(text));
  }

  /** A list of such texts; empty where it is missing. */
  <T> List<T> texts(String name, Function<String, T> reading) {
    return list(
        name,
        each -> {
          if (!each.isTextual()) {
            throw new RefusedException("is no text");
          }
          return reading.apply(each.textValue());
        });
  }

  Fields object(String name) {
    return in(name, () -> new Fields(object.path(name)));
  }

  /** Bytes, two digits each. */
  byte[] bytes(String name) {
    return bytes(name, text(name));
  }

  private static byte[] bytes(String name, String text) {
    requirePrefix(name, text);
    try {
      return HexFormat.of().parseHex(text, PREFIX.length(), text.length());
    } catch (IllegalArgumentException _) {
      throw new RefusedException(name + " is not written in whole bytes of hexadecimal digits");
    }
  }

  private static String digits(String name, String text) {
    requirePrefix(name, text);
    return text.substring(PREFIX.length());
  }

  private static void requirePrefix(String name, String text) {
    if (!text.startsWith(PREFIX)) {
      throw new RefusedException(name + " does not begin with 0x");
    }
  }

  Hash hash(String name) {
    return in(name, () -> Hash.of(bytes(name)));
  }

  Address address(String name) {
    return in(name, () -> Address.of(bytes(name)));
  }

  /** A number of at most 256 bits. Some nodes write zeros before it. */
  BigInteger number(String name) {
    return number(name, text(name));
  }

  private static BigInteger number(String name, String text) {
    String digits = digits(name, text);
    if (digits.isEmpty() || digits.length() > WORD_DIGITS || !isHexadecimal(digits)) {
      throw new RefusedException(name + " is no hexadecimal number of at most 256 bits");
    }
    return digits.length() < LONG_DIGITS
        ? BigInteger.valueOf(HexFormat.fromHexDigitsToLong(digits))
        : new BigInteger(digits, 16);
  }

  private static boolean isHexadecimal(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (!HexFormat.isHexDigit(digits.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A number below 2^63. */
  long longNumber(String name) {
    BigInteger number = number(name);
    if (number.bitLength() >= Long.SIZE) {
      throw new RefusedException(name + " is no number below 2^63");
    }
    return number.longValue();
  }

  /** A JSON number from 0 on, without fraction or exponent. */
  BigInteger count(String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || value.bigIntegerValue().signum() < 0) {
      throw new RefusedException(name + (has(name) ? " is no whole number" : " is missing"));
    }
    return value.bigIntegerValue();
  }

  /** A number of at most 256 bits in decimal digits, as text. */
  BigInteger decimal(String name) {
    String digits = text(name);
    if (digits.length() > WORD_DECIMALS || !digits.matches("0|[1-9][0-9]*")) {
      throw new RefusedException(name + " is no decimal number of at most 256 bits");
    }
    return new BigInteger(digits);
  }

  /** What has a field of another name is refused, with the name. */
  void allowOnly(String... known) {
    Set<String> names = names();
    names.removeAll(Set.of(known));
    if (!names.isEmpty()) {
      throw new RefusedException("has fields that are not known: " + String.join(", ", names));
    }
  }

  /** A list of objects; empty where it is missing. */
  <T> List<T> objects(String name, Function<Fields, T> reading) {
    return list(name, each -> reading.apply(new Fields(each)));
  }

  List<BigInteger> numbers(String name) {
    return list(name, each -> number(name, each.asText()));
  }

  /** Lists of numbers; none where it is missing. */
  List<List<BigInteger>> rowsOfNumbers(String name) {
    return list(
        name,
        row -> {
          if (!row.isArray()) {
            throw new RefusedException("is no list");
          }
          List<BigInteger> numbers = new ArrayList<>(row.size());
          row.forEach(each -> numbers.add(number(name, each.asText())));
          return numbers;
        });
  }

  List<Hash> hashes(String name) {
    return list(name, each -> Hash.of(bytes(name, each.asText())));
  }

  List<byte[]> byteStrings(String name) {
    return list(name, each -> bytes(name, each.asText()));
  }

  /** A list; empty where it is missing. What is refused is named by its place. */
  public <T> List<T> list(String name, Function<JsonNode, T> reading) {
    JsonNode array = object.path(name);
    if (has(name) && !array.isArray()) {
      throw new RefusedException(name + " is no list");
    }
    List<T> list = new ArrayList<>(array.size());
    for (JsonNode each : array) {
      list.add(in(name + "/" + list.size(), () -> reading.apply(each)));
    }
    return list;
  }

  private interface Reading<T> {
    T value();
  }

  private static <T> T in(String name, Reading<T> reading) {
    try {
      return reading.value();
    } catch (RefusedException e) {
      throw e.in(name);
    }
  }
}
