package io.tapeline.sandbox.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a call is given, by place.
 *
 * @param view of the node that is asked
 */
record Params(JsonNode json, View view) {

  private static final int NUMBER_DIGITS = 15;

  JsonNode at(int place) {
    JsonNode node = json.path(place);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  boolean isTrue(int place) {
    return at(place).asBoolean(false);
  }

  private static String text(JsonNode node, String what) {
    if (!node.isTextual()) {
      throw RpcException.invalid("missing or invalid value for " + what);
    }
    return node.textValue();
  }

  static byte[] bytes(JsonNode node, String what) {
    String text = text(node, what);
    try {
      if (text.startsWith("0x")) {
        return HexFormat.of().parseHex(text.substring(2));
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw RpcException.invalid("invalid " + what + ": no hex string of whole bytes");
  }

  static Hash hash(JsonNode node) {
    byte[] bytes = bytes(node, "hash");
    if (bytes.length != Hash.BYTES) {
      throw RpcException.invalid("invalid hash: it has " + bytes.length + " bytes, want 32");
    }
    return Hash.of(bytes);
  }

  Hash hash(int place) {
    return hash(at(place));
  }

  static Address address(JsonNode node) {
    byte[] bytes = bytes(node, "address");
    if (bytes.length != Address.BYTES) {
      throw RpcException.invalid("invalid address: it has " + bytes.length + " bytes, want 20");
    }
    return Address.of(bytes);
  }

  Address address(int place) {
    return address(at(place));
  }

  /** A slot: 32 bytes, or a number, which some clients write short. */
  static Hash slot(JsonNode node) {
    String text = text(node, "storage key");
    if (!text.matches("0x[0-9a-fA-F]{1,64}")) {
      throw RpcException.invalid("unable to decode storage key: " + text.length() + " characters");
    }
    return Hash.of(Hex.word(new BigInteger(text.substring(2), 16)));
  }

  List<Hash> slots(int place, int most) {
    JsonNode array = at(place);
    if (!array.isMissingNode() && !array.isArray()) {
      throw RpcException.invalid("storage keys are no list");
    }
    if (array.size() > most) {
      throw RpcException.invalid("too many slots (max " + most + ")");
    }
    List<Hash> slots = new ArrayList<>(array.size());
    array.forEach(each -> slots.add(slot(each)));
    return slots;
  }

  static long number(JsonNode node, String what) {
    String text = text(node, what);
    if (!text.matches("0x[0-9a-fA-F]+") || text.length() > NUMBER_DIGITS + 2) {
      throw RpcException.invalid("invalid " + what + ": no hexadecimal number");
    }
    return Long.parseLong(text.substring(2), 16);
  }

  /** The number that a tag or a number means. */
  long height(JsonNode node) {
    return switch (text(node, "block number")) {
      case "latest", "pending" -> view.newest();
      case "safe" -> view.safe();
      case "finalized" -> view.finalized();
      case "earliest" -> view.oldest();
      default -> number(node, "block number");
    };
  }

  /**
   * By number, tag, hash, or an object that says which of them (EIP-1898); the newest if missing.
   */
  Optional<SimulatedBlock> block(int place) {
    JsonNode node = at(place);
    if (node.isMissingNode()) {
      return Optional.of(view.head());
    }
    if (node.isObject()) {
      return node.has("blockHash")
          ? view.block(hash(node.path("blockHash")))
              .filter(block -> !node.path("requireCanonical").asBoolean(false) || view.has(block))
          : view.block(height(node.path("blockNumber")));
    }
    return node.isTextual() && node.textValue().length() == 2 + 2 * Hash.BYTES
        ? view.block(hash(node))
        : view.block(height(node));
  }

  /** The same, for calls that can't be answered without it. */
  SimulatedBlock requireBlock(int place) {
    return block(place).orElseThrow(() -> RpcException.refused("header not found"));
  }
}
