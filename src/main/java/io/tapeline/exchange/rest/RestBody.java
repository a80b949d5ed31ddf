package io.tapeline.exchange.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.market.Decimal;
import io.tapeline.market.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A venue's REST answer as a tree, with exact numbers. What is not there or of another kind than
 * documented is a {@link MalformedFrameException} that names the field.
 */
public final class RestBody {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final int MAX_DIGITS = 100;
  private static final int MAX_REFUSAL_BYTES = 4_096;

  private RestBody() {}

  public static JsonNode parse(byte[] body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree == null || tree.isMissingNode()) {
        throw new MalformedFrameException("empty answer");
      }
      return tree;
    } catch (IOException e) {
      throw new MalformedFrameException("answer is no JSON: " + e.getClass().getSimpleName());
    }
  }

  /**
   * What an answer says that may be a refusal: those are short objects. Nothing, an absent node, if
   * it is of any other kind.
   */
  public static JsonNode refusal(byte[] body) {
    if (body.length > MAX_REFUSAL_BYTES || body.length == 0 || body[0] != '{') {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(body);
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  public static JsonNode array(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isArray()) {
      throw new MalformedFrameException("no array " + field);
    }
    return value;
  }

  public static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new MalformedFrameException("no text " + field);
    }
    return value.textValue();
  }

  public static String textOr(JsonNode node, String field, String other) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue() : other;
  }

  /** A whole number, written as a number or as text. */
  public static long number(JsonNode node, String field) {
    return whole(node.path(field), field);
  }

  /** A whole number that has no name. */
  public static long number(JsonNode value) {
    return whole(value, "in its place");
  }

  private static long whole(JsonNode value, String where) {
    try {
      if (value.isTextual()) {
        return Long.parseLong(value.textValue());
      }
      BigDecimal number = wide(value);
      if (number != null) {
        return number.longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException _) {
      // said below
    }
    throw new MalformedFrameException("no whole number " + where);
  }

  /** A decimal, written as a number or as text; null if it is absent, empty or out of range. */
  public static @Nullable Decimal decimal(JsonNode node, String field) {
    return decimal(node.path(field));
  }

  public static @Nullable Decimal decimal(JsonNode value) {
    try {
      BigDecimal wide = wide(value);
      return wide == null ? null : Decimal.of(wide);
    } catch (ArithmeticException _) {
      return null;
    }
  }

  /**
   * A number of whatever many digits, within reason: sums have more than a {@link Decimal} holds.
   * Null if it is absent, empty or out of range.
   */
  public static @Nullable BigDecimal wide(JsonNode value) {
    try {
      BigDecimal number =
          value.isNumber()
              ? value.decimalValue()
              : value.isTextual() ? new BigDecimal(value.textValue()) : null;
      // written out, 1e999999999 would fill the memory
      boolean sane =
          number != null
              && Math.abs((long) number.scale()) <= MAX_DIGITS
              && number.precision() <= MAX_DIGITS;
      return sane ? number : null;
    } catch (ArithmeticException | NumberFormatException _) {
      return null;
    }
  }

  public static Decimal required(JsonNode node, String field) {
    Decimal value = decimal(node, field);
    if (value == null) {
      throw new MalformedFrameException("no decimal " + field);
    }
    return value;
  }

  /**
   * The trades of an array, in its order.
   *
   * @throws MalformedFrameException if it is no array or holds what no trade can be
   */
  public static List<Trade> trades(JsonNode array, Function<JsonNode, Trade> reading) {
    if (!array.isArray()) {
      throw new MalformedFrameException("no array of trades");
    }
    try {
      return array.valueStream().map(reading).collect(Collectors.toCollection(ArrayList::new));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedFrameException("no trade: " + e.getMessage());
    }
  }

  /** What the reading gives; a symbol that has no place in our words is noted with the reason. */
  public static <T> Optional<T> mapped(
      String symbol, Map<String, String> unmapped, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalArgumentException | MalformedFrameException e) {
      unmapped.put(symbol, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
