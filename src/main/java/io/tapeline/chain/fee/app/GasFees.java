package io.tapeline.chain.fee.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.fee.FeeReport;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Fees of chains like Ethereum. Nodes are asked once for each block, by whomever comes first. */
@ApplicationScoped
public class GasFees implements ChainFees {

  private final Map<String, GasSurvey> surveys;

  public GasFees(EvmChains chains) {
    surveys =
        chains.evm().stream().collect(Collectors.toUnmodifiableMap(EvmChain::name, GasSurvey::new));
  }

  @Override
  public boolean has(String chain) {
    return surveys.containsKey(chain);
  }

  @Override
  public Uni<FeeReport> fees(String chain, TrackedChain state, int blocks) {
    GasSurvey survey = Objects.requireNonNull(surveys.get(chain));
    BlockRef head = Objects.requireNonNull(state.head()).latest();
    return survey
        .behind(head, blocks)
        .map(market -> market.report(blocks))
        .onFailure(NodeException.class)
        .transform(
            why ->
                new ProblemException(
                    new Problem.ChainUnavailable(
                        chain, "What was paid is not known: " + why.getMessage() + ".")));
  }
}
