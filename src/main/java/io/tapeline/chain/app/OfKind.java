package io.tapeline.chain.app;

import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.util.List;

/**
 * What each kind of chain does in its own way. Whoever asks takes all beans of a port that extends
 * this, and knows none of them.
 */
public interface OfKind {

  /** Whether the chain of this name is of this kind. */
  boolean has(String chain);

  /**
   * The one for a chain.
   *
   * @param what chains of a kind without one do not have, such as "Fees"
   * @throws ProblemException with {@code chain_unavailable} where its kind has none
   */
  static <K extends OfKind> K of(List<K> kinds, String chain, String what) {
    return kinds.stream()
        .filter(kind -> kind.has(chain))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem.ChainUnavailable(
                        chain, what + " of chains of its kind are not known.")));
  }
}
