package io.tapeline.sandbox.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Breaks frames in the ways in which real feeds break, which one by a hash. */
public final class Mangler {

  private static final Pattern STRING_VALUE = Pattern.compile(":(\"[^\"]*\")");
  private static final int NESTING = 50_000;
  private static final int OVERSIZED_BYTES = 1 << 20;

  /** Big frames are rare, or nothing else would get through. */
  private static final int BIG_ONE_IN = 64;

  private Mangler() {}

  /** A broken copy of a frame; its bytes may be no UTF-8. */
  public static byte[] mangle(String frame, long hash) {
    int choice = Math.floorMod(hash, BIG_ONE_IN);
    return switch (choice) {
      case 0 -> bytes("[".repeat(NESTING));
      case 1 -> bytes(frame.substring(0, 1) + " ".repeat(OVERSIZED_BYTES));
      default ->
          switch (choice % 3) {
            case 0 -> truncated(frame, hash);
            case 1 -> wrongTypes(frame);
            default -> notUtf8(frame, hash);
          };
    };
  }

  private static byte[] truncated(String frame, long hash) {
    return bytes(
        frame.substring(0, 1 + Math.floorMod(hash >>> 8, Math.max(1, frame.length() - 1))));
  }

  /** Every string becomes an array of an object. */
  private static byte[] wrongTypes(String frame) {
    return bytes(STRING_VALUE.matcher(frame).replaceAll(":[{\"x\":$1}]"));
  }

  private static byte[] notUtf8(String frame, long hash) {
    byte[] bytes = Arrays.copyOf(bytes(frame), frame.length());
    bytes[Math.floorMod(hash >>> 8, bytes.length)] = (byte) 0xFF;
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
