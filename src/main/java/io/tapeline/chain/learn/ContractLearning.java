package io.tapeline.chain.learn;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.app.ChainWatch;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.token.app.TokenBook;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.Part;
import io.tapeline.ops.Repeated;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has contracts that the configuration names asked what they are, of each chain on its own and
 * beside the following of it, which waits for nothing of this. What they said is known until the
 * end of the process, and asked anew by the next.
 */
@ApplicationScoped
public class ContractLearning implements Part {

  /** In a round one contract of a chain is asked, so that nodes have little to do with it. */
  private static final Duration ROUND_EVERY = Duration.ofMillis(250);

  private final TokenBook tokens;
  private final PoolBook pools;
  private final List<Learner> all;
  private final List<Repeated> rounds;

  public ContractLearning(
      @All List<EvmChains> chains,
      ChainWatch watch,
      TokenBook tokens,
      PoolBook pools,
      PoolBeginnings beginnings,
      ChainMeters meters,
      Vertx vertx,
      Clock clock) {
    this.tokens = tokens;
    this.pools = pools;
    this.all =
        asked(chains, watch)
            .filter(chain -> !tokens.declared(chain.name()).isEmpty())
            .map(
                chain ->
                    new Learner(
                        chain.name(),
                        new ContractChecks(chain, tokens, pools, clock),
                        beginnings.of(chain, clock).orElse(null)))
            .toList();
    this.rounds =
        all.stream()
            .map(each -> new Repeated(vertx, ROUND_EVERY, each::round, each::tell))
            .toList();
    all.forEach(
        each ->
            meters.contracts(
                each.chain(), each.checks()::open, () -> problems(each.chain()).count()));
  }

  private static Stream<AskedChain> asked(List<EvmChains> chains, ChainWatch watch) {
    return chains.stream()
        .flatMap(kind -> kind.evm().stream())
        .map(chain -> new AskedChain(chain, watch.heads(chain)));
  }

  void start(@Observes StartupEvent event) {
    rounds.forEach(Repeated::start);
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.forEach(Repeated::stop);
  }

  @Override
  public String name() {
    return "contracts";
  }

  @Override
  public Optional<String> problem() {
    String problems =
        all.stream()
            .flatMap(each -> problems(each.chain()).map(why -> each.chain() + ": " + why))
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems + ".");
  }

  private Stream<String> problems(String chain) {
    return Stream.concat(tokens.problems(chain).stream(), pools.problems(chain).stream());
  }
}
