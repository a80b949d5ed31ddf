package io.tapeline.chain.contract;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a function or an event is called by: its name and the types of what it is given.
 *
 * @param hash of {@code name(type,type)}: the first topic of an event
 */
public record Signature(Hash hash) {

  private static final int SELECTOR_BYTES = 4;

  public static Signature of(String text) {
    return new Signature(Keccak.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** What calls a function that is given nothing. */
  public byte[] selector() {
    return Arrays.copyOf(hash.bytes(), SELECTOR_BYTES);
  }
}
