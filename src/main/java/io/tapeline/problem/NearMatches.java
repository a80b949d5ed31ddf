package io.tapeline.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the caller of an unknown id may have meant: ids at most two typing slips away (a character
 * added, left out, replaced, or two swapped), then ids that begin with what was given.
 */
public final class NearMatches {

  private static final int MAX_MATCHES = 5;
  private static final int MAX_SLIPS = 2;

  /** Longer inputs are no slip of the keyboard, and would cost time. */
  private static final int MAX_GIVEN_LENGTH = 64;

  private NearMatches() {}

  /** At most five of the ids, the nearest first; none if nothing is near. */
  public static List<String> of(String given, Collection<String> ids) {
    String wanted = given.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty() || wanted.length() > MAX_GIVEN_LENGTH) {
      return List.of();
    }
    return ids.stream()
        .flatMap(id -> match(wanted, id))
        .sorted(Comparator.comparingInt(Match::rank).thenComparing(Match::id))
        .limit(MAX_MATCHES)
        .map(Match::id)
        .toList();
  }

  private record Match(String id, int rank) {}

  private static Stream<Match> match(String wanted, String id) {
    int allowed = Math.min(MAX_SLIPS, (wanted.length() + 1) / 2);
    if (Math.abs(wanted.length() - id.length()) <= allowed) {
      int slips = slips(wanted, id);
      if (slips <= allowed) {
        return Stream.of(new Match(id, slips));
      }
    }
    return id.startsWith(wanted) ? Stream.of(new Match(id, MAX_SLIPS + 1)) : Stream.empty();
  }

  /** Optimal string alignment distance: Damerau and Levenshtein's, no part changed twice. */
  static int slips(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
