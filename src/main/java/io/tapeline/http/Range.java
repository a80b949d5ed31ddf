package io.tapeline.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Part of a body, RFC 9110 section 14.
 *
 * @param from its first byte
 * @param length 0 where the body has no such part
 */
public record Range(long from, long length) {

  /** One range; several, and what is no range, may be passed over: the answer is then whole. */
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

  private static final int MOST_DIGITS = 18;

  private static final Range NONE = new Range(0, 0);

  /**
   * The range that a header asks for; nothing if the whole is to be sent.
   *
   * @param header {@code bytes=0-99}, {@code bytes=100-}, {@code bytes=-100}
   */
  public static Optional<Range> of(@Nullable String header, long size) {
    Matcher match = ONE.matcher(header == null ? "" : header.strip());
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (match.group(1).isEmpty()) {
      long last = Math.min(size, number(match.group(2)));
      return Optional.of(last == 0 ? NONE : new Range(size - last, last));
    }
    long from = number(match.group(1));
    long to = match.group(2).isEmpty() ? size - 1 : number(match.group(2));
    if (to < from) {
      return match.group(2).isEmpty() ? Optional.of(NONE) : Optional.empty();
    }
    return Optional.of(from >= size ? NONE : new Range(from, Math.min(to, size - 1) - from + 1));
  }

  /** What is beyond every file may have more digits than a long. */
  private static long number(String digits) {
    String plain = digits.replaceFirst("^0+(?=.)", "");
    return plain.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(plain);
  }
}
