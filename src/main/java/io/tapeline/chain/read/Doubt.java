package io.tapeline.chain.read;

import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;

/**
 * Why something is not proved.
 *
 * @param why a clause for people
 * @param mayPass whether it may be proved a moment later, since it is for nodes that it is not now
 */
public record Doubt(String why, boolean mayPass) {

  public static Doubt of(NodeException failure) {
    return new Doubt(String.valueOf(failure.getMessage()), failure.fault() != NodeFault.UNABLE);
  }

  /** For who wants nothing else than what is proved. */
  public ProblemException refusal(Ask ask, String what) {
    return new ProblemException(
        mayPass
            ? new Problem.NotProved(ask.name(), what + ": " + why)
            : new Problem.Unprovable(what, why));
  }
}
