package io.tapeline.access.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes as policies write them: {@code 512B}, {@code 64KiB}, {@code 1MiB}. */
final class SizeText {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(B|KiB|MiB)");
  private static final long KIB = 1_024;
  private static final long MIB = KIB * KIB;

  private SizeText() {}

  /** Bytes; null if it is none. */
  static @Nullable Long parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "B" -> count;
      case "KiB" -> count * KIB;
      default -> count * MIB;
    };
  }

  static String of(long bytes) {
    if (bytes > 0 && bytes % MIB == 0) {
      return bytes / MIB + "MiB";
    }
    return bytes > 0 && bytes % KIB == 0 ? bytes / KIB + "KiB" : bytes + "B";
  }
}
