package io.tapeline.http.answer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats that answers come in; lists come in all of them. */
enum Format {
  JSON("application/json", ""),
  NDJSON("application/x-ndjson", ""),
  CSV("text/csv", ";charset=utf-8");

  static final List<Format> SINGLE = List.of(JSON);
  static final List<Format> LIST = List.of(values());

  private final String mediaType;

  private final String contentType;

  Format(String mediaType, String parameters) {
    this.mediaType = mediaType;
    this.contentType = mediaType + parameters;
  }

  /** With its charset, where the format does not settle that. */
  String contentType() {
    return contentType;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * The offered format that an Accept header wants most; the first of the equally wanted. As RFC
   * 9110 has it, the most specific part that fits a format gives that format's weight.
   */
  static Optional<Format> best(String accept, List<Format> offered) {
    Format best = null;
    int most = 0;
    for (Format format : offered) {
      int weight = format.weightIn(accept.toLowerCase(Locale.ROOT));
      if (weight > most) {
        best = format;
        most = weight;
      }
    }
    return Optional.ofNullable(best);
  }

  private int weightIn(String accept) {
    int bestFit = 0;
    int weight = 0;
    for (String part : accept.split(",", -1)) {
      int end = part.indexOf(';');
      int fit = fit((end < 0 ? part : part.substring(0, end)).strip());
      if (fit > bestFit) {
        bestFit = fit;
        weight = Weights.of(part);
      }
    }
    return weight;
  }

  /** 3 for the type itself, 2 for its family, 1 for anything, 0 for another type. */
  private int fit(String range) {
    if (range.equals(mediaType)) {
      return 3;
    }
    if (range.equals("*/*")) {
      return 1;
    }
    return range.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*") ? 2 : 0;
  }
}
