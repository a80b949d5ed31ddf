package io.tapeline.http.answer;

/** {@code Accept-Encoding} of RFC 9110, as far as gzip is concerned. */
final class Codings {

  private Codings() {}

  /** Whether gzip is taken: by name or by star, and not with weight 0. */
  static boolean acceptGzip(String acceptEncoding) {
    boolean star = false;
    for (String part : acceptEncoding.split(",", -1)) {
      int end = part.indexOf(';');
      String name = (end < 0 ? part : part.substring(0, end)).strip();
      boolean wanted = Weights.of(part) > 0;
      if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
        return wanted;
      }
      star |= name.equals("*") && wanted;
    }
    return star;
  }
}
