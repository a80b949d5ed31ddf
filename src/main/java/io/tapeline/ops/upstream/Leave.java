package io.tapeline.ops.upstream;

import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.util.Set;

/**
 * Whom somebody may have asked outside the house. Whatever a request causes, at once or by a job,
 * is asked by the leave that its rule gives; what the service does of itself, by its own.
 *
 * @param everybody whoever it is
 * @param named names of {@link Outsider}s or their kinds
 */
public record Leave(boolean everybody, Set<String> named) {

  /** For what no request causes. */
  public static final Leave OWN = new Leave(true, Set.of());

  public Leave {
    named = Set.copyOf(named);
  }

  /** Of a rule that names these. */
  public static Leave of(Set<String> named) {
    return new Leave(false, named);
  }

  public boolean permits(Outsider whom) {
    return everybody || named.contains(whom.name()) || named.contains(whom.kind().id());
  }

  /**
   * @throws ProblemException with {@code upstream_not_allowed}
   */
  public void require(Outsider whom) {
    if (!permits(whom)) {
      throw new ProblemException(new Problem.UpstreamNotAllowed(whom.name()));
    }
  }
}
