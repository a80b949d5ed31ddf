package io.tapeline.chain.spv.block;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes of a script or of a witness item. */
public final class Script {

  /** Shared: a witness may have millions of empty items. */
  private static final Script EMPTY = new Script(new byte[0]);

  private final byte[] bytes;

  private Script(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the bytes for its own. */
  static Script owning(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Script(bytes);
  }

  public int length() {
    return bytes.length;
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  boolean startsWith(byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Script script && Arrays.equals(bytes, script.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
