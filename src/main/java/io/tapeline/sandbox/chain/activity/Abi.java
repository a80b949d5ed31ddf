package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.sandbox.chain.state.Contract;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls, answers and events as Solidity's contracts write them: words of 32 bytes. */
public final class Abi {

  private static final int SELECTOR_BYTES = 4;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private Abi() {}

  /**
   * @param signature as {@code transfer(address,uint256)}
   */
  public static Hash event(String signature) {
    return Keccak.of(signature.getBytes(StandardCharsets.UTF_8));
  }

  /** The first bytes of a call of this function. */
  public static byte[] selector(String signature) {
    byte[] hash = new Keccak().hash(signature.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(hash, SELECTOR_BYTES);
  }

  static byte[] call(byte[] selector, BigInteger... words) {
    byte[] data = new byte[SELECTOR_BYTES + words.length * Hash.BYTES];
    System.arraycopy(selector, 0, data, 0, SELECTOR_BYTES);
    for (int i = 0; i < words.length; i++) {
      put(words[i], data, SELECTOR_BYTES + i * Hash.BYTES);
    }
    return data;
  }

  /** Numbers below 0 as two's complement. */
  public static byte[] words(BigInteger... words) {
    byte[] data = new byte[words.length * Hash.BYTES];
    for (int i = 0; i < words.length; i++) {
      put(words[i], data, i * Hash.BYTES);
    }
    return data;
  }

  private static void put(BigInteger number, byte[] data, int at) {
    byte[] bytes = number.signum() < 0 ? number.add(MODULUS).toByteArray() : number.toByteArray();
    int from = Math.max(0, bytes.length - Hash.BYTES);
    int length = bytes.length - from;
    System.arraycopy(bytes, from, data, at + Hash.BYTES - length, length);
  }

  /** An answer that is a text. */
  public static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int padded = (bytes.length + Hash.BYTES - 1) / Hash.BYTES * Hash.BYTES;
    byte[] head = words(BigInteger.valueOf(Hash.BYTES), BigInteger.valueOf(bytes.length));
    byte[] data = Arrays.copyOf(head, head.length + padded);
    System.arraycopy(bytes, 0, data, head.length, bytes.length);
    return data;
  }

  public static BigInteger number(Address address) {
    return new BigInteger(1, address.bytes());
  }

  static Hash topic(Address address) {
    return Hash.of(words(number(address)));
  }

  /** An event with indexed addresses, and numbers that are not. */
  static Log log(Contract from, Hash event, List<Address> indexed, BigInteger... words) {
    List<Hash> topics = new ArrayList<>(indexed.size() + 1);
    topics.add(event);
    indexed.forEach(address -> topics.add(topic(address)));
    return new Log(from.address(), topics, words(words));
  }
}
