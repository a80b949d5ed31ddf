package io.tapeline.chain.learn;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolCheck;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.ContractCalls;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.TokenCheck;
import io.tapeline.chain.token.app.TokenBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Asks the contracts of one chain what they are, one in a round, behind the newest block that nodes
 * agree on. What a contract says that fits is not asked again; the rest is, ever more seldom.
 */
final class ContractChecks {

  private static final Logger LOG = Logger.getLogger(ContractChecks.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final AskedChain chain;
  private final TokenBook tokens;
  private final PoolBook pools;
  private final Waits tokenWaits;
  private final Waits poolWaits;

  ContractChecks(AskedChain chain, TokenBook tokens, PoolBook pools, InstantSource clock) {
    this.chain = chain;
    this.tokens = tokens;
    this.pools = pools;
    this.tokenWaits = new Waits(clock, FIRST_WAIT, LONGEST_WAIT);
    this.poolWaits = new Waits(clock, FIRST_WAIT, LONGEST_WAIT);
  }

  /** Asks the next contract that is to be asked. Fails as nodes do. */
  Uni<Void> round() {
    Head head = chain.head();
    if (head == null) {
      return Uni.createFrom().voidItem();
    }
    Optional<Token> token =
        openTokens().stream().filter(each -> tokenWaits.isOver(each.contract())).findFirst();
    if (token.isPresent()) {
      return asked(head, tokenWaits, token.get().contract(), calls -> check(calls, token.get()))
          .onFailure(NodeException.class)
          .invoke(why -> unanswered(token.get(), why));
    }
    return openPools().stream()
        .filter(pool -> poolWaits.isOver(pool.address()))
        .findFirst()
        .map(
            pool ->
                asked(head, poolWaits, pool.address(), calls -> check(calls, pool))
                    .onFailure(NodeException.class)
                    .invoke(why -> unanswered(pool, why)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private List<Token> openTokens() {
    return tokens.declared(chain.name()).stream()
        .filter(token -> !tokens.check(chain.name(), token.contract()).settles(token))
        .toList();
  }

  private List<Pool> openPools() {
    return pools.of(chain.name()).stream()
        .filter(pool -> !(pools.check(chain.name(), pool.address()) instanceof PoolCheck.Right))
        .toList();
  }

  /** So many have not said that they are what they should be. Any thread. */
  long open() {
    return (long) openTokens().size() + openPools().size();
  }

  /** Whoever is asked waits from then on; what fits is not asked again, whatever its wait. */
  private Uni<Void> asked(
      Head head,
      Waits waits,
      Address contract,
      Function<ContractCalls, Uni<? extends Void>> asking) {
    waits.later(contract);
    return chain.at(head, head.latest().hash()).chain(asking);
  }

  private void unanswered(Token token, Throwable failure) {
    if (tokens.check(chain.name(), token.contract()) instanceof TokenCheck.Unchecked) {
      tokens.checked(
          chain.name(), token.contract(), new TokenCheck.Unchecked(failure.getMessage()));
    }
  }

  private void unanswered(Pool pool, Throwable failure) {
    if (pools.check(chain.name(), pool.address()) instanceof PoolCheck.Unchecked) {
      pools.checked(chain.name(), pool.address(), new PoolCheck.Unchecked(failure.getMessage()));
    }
  }

  private Uni<Void> check(ContractCalls calls, Token token) {
    Address contract = token.contract();
    return Question.DECIMALS
        .to(contract, calls)
        .map(TokenCheck::of)
        .invoke(
            check -> {
              Optional<String> before = tokens.check(chain.name(), contract).problem(token);
              tokens.checked(chain.name(), contract, check);
              tell(token.symbol(), before, check.problem(token));
            })
        .replaceWithVoid();
  }

  private Uni<Void> check(ContractCalls calls, Pool pool) {
    return new PoolCalls(calls, pool)
        .check()
        .invoke(
            check -> {
              Optional<String> before = pools.check(chain.name(), pool.address()).problem();
              pools.checked(chain.name(), pool.address(), check);
              tell(pool.name(), before, check.problem());
            })
        .replaceWithVoid();
  }

  private void tell(String name, Optional<String> before, Optional<String> now) {
    if (now.isPresent() && !now.equals(before)) {
      LOG.warnf("%s on %s: %s", name, chain.name(), now.get());
    } else if (now.isEmpty() && before.isPresent()) {
      LOG.infof("%s on %s is what it should be now", name, chain.name());
    }
  }
}
