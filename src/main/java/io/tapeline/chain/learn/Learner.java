package io.tapeline.chain.learn;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.problem.ProblemException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Learns of the contracts of one chain, round by round. */
final class Learner {

  private static final Logger LOG = Logger.getLogger(Learner.class);

  private final String chain;
  private final ContractChecks checks;
  private final @Nullable FirstStates states;
  private volatile String told = "";

  /**
   * @param states null where they are not stored here
   */
  Learner(String chain, ContractChecks checks, @Nullable FirstStates states) {
    this.chain = chain;
    this.checks = checks;
    this.states = states;
  }

  String chain() {
    return chain;
  }

  ContractChecks checks() {
    return checks;
  }

  /** Never fails; what failed is tried again. */
  Uni<Void> round() {
    Uni<Void> checked = forgiving(checks::round);
    FirstStates stored = states;
    return stored == null ? checked : checked.chain(() -> forgiving(stored::round));
  }

  private Uni<Void> forgiving(Supplier<Uni<? extends Void>> part) {
    return Uni.createFrom()
        .<Void>deferred(part)
        .onFailure()
        .invoke(this::tell)
        .onFailure()
        .recoverWithNull();
  }

  /** Once; nodes and the database that do not answer are told of elsewhere. */
  void tell(Throwable failure) {
    String why = failure.toString();
    if (failure instanceof NodeException || failure instanceof ProblemException) {
      LOG.debugf("contracts of %s are asked again: %s", chain, why);
    } else if (!why.equals(told)) {
      told = why;
      LOG.warnf("contracts of %s are asked again: %s", chain, why);
    }
  }
}
