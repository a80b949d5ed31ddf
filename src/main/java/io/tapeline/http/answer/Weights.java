package io.tapeline.http.answer;

import java.util.Locale;

/** The {@code q} of RFC 9110: how much one part of an Accept header is wanted. */
final class Weights {

  /** Where nothing is said. */
  static final int FULL = 1000;

  private Weights() {}

  /** In thousandths, 0 to 1000; 1000 where nothing is said, 0 where it can't be read. */
  static int of(String part) {
    for (String parameter : part.toLowerCase(Locale.ROOT).split(";", -1)) {
      String text = parameter.strip();
      if (text.startsWith("q=")) {
        return thousandths(text.substring(2).strip());
      }
    }
    return FULL;
  }

  private static int thousandths(String q) {
    try {
      double weight = Double.parseDouble(q);
      return weight >= 0 && weight <= 1 ? (int) Math.round(weight * FULL) : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
