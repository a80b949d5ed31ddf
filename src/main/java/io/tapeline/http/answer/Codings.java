package io.tapeline.http.answer;

import io.tapeline.http.Coding;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Accept-Encoding} of RFC 9110 section 12.5.3. */
final class Codings {

  /** Whoever does not name identity takes it all the same, but wants it least. */
  private static final int LEAST = 1;

  private static final int UNSAID = -1;
  private static final List<Coding> CODINGS = List.of(Coding.values());

  private Codings() {}

  /**
   * The coding that is wanted most of those offered, the first of the equally wanted.
   *
   * @param acceptEncoding the header; null if there is none
   * @param isShort whether compression would save nothing worth its time
   * @throws ProblemException if none of them is taken
   */
  static Coding choose(@Nullable String acceptEncoding, List<Coding> offered, boolean isShort) {
    if (acceptEncoding == null) {
      return Coding.IDENTITY;
    }
    Map<Coding, Integer> weights = weights(acceptEncoding);
    if (isShort && weights.getOrDefault(Coding.IDENTITY, 0) > 0) {
      return Coding.IDENTITY;
    }
    Coding best = null;
    int most = 0;
    for (Coding coding : offered) {
      int weight = weights.getOrDefault(coding, 0);
      if (weight > most) {
        best = coding;
        most = weight;
      }
    }
    if (best == null) {
      throw new ProblemException(
          new Problem.NotAcceptable(
              "Accept-Encoding", acceptEncoding, offered.stream().map(Coding::id).toList()));
    }
    return best;
  }

  /** Of each coding, by its name, else by the star; in thousandths. */
  private static Map<Coding, Integer> weights(String acceptEncoding) {
    Map<Coding, Integer> weights = new EnumMap<>(Coding.class);
    int star = UNSAID;
    for (String part : acceptEncoding.split(",", -1)) {
      int end = part.indexOf(';');
      String name = (end < 0 ? part : part.substring(0, end)).strip();
      int weight = end < 0 ? Weights.FULL : Weights.of(part);
      if (name.equals("*")) {
        star = weight;
      }
      for (Coding coding : CODINGS) {
        if (isNamed(coding, name)) {
          weights.put(coding, weight);
        }
      }
    }
    for (Coding coding : CODINGS) {
      weights.putIfAbsent(coding, unnamed(coding, star));
    }
    return weights;
  }

  private static int unnamed(Coding coding, int star) {
    if (star != UNSAID) {
      return star;
    }
    return coding == Coding.IDENTITY ? LEAST : 0;
  }

  private static boolean isNamed(Coding coding, String name) {
    return name.equalsIgnoreCase(coding.id())
        || (coding == Coding.GZIP && name.equalsIgnoreCase("x-gzip"));
  }
}
