package io.tapeline.http.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code If-None-Match} of RFC 9110: a star, or tags between commas, compared weakly. */
final class EntityTags {

  /** A comma or a star inside of it is a part of it. */
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  private EntityTags() {}

  /**
   * @param lines the header as often as it came: together they are one list
   */
  static boolean match(List<String> lines, String tag) {
    for (String line : lines) {
      if (line.equals(tag) || line.strip().equals("*") || has(line, tag)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(String line, String tag) {
    Matcher tags = TAG.matcher(line);
    while (tags.find()) {
      if (tags.group(1).equals(tag)) {
        return true;
      }
    }
    return false;
  }
}
