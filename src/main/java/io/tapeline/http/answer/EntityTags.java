package io.tapeline.http.answer;

/** {@code If-None-Match} of RFC 9110: a star, or tags between commas, compared weakly. */
final class EntityTags {

  private EntityTags() {}

  static boolean match(String ifNoneMatch, String tag) {
    if (ifNoneMatch.equals(tag)) {
      return true;
    }
    for (String part : ifNoneMatch.split(",", -1)) {
      String given = part.strip();
      if (given.equals("*") || given.equals(tag) || given.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
