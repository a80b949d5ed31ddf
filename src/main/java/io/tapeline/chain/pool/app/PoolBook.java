package io.tapeline.chain.pool.app;

import io.tapeline.chain.contract.app.DeclaredContracts;
import io.tapeline.chain.contract.app.DeclaredContracts.DeclaredPool;
import io.tapeline.chain.pool.Kind;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolCheck;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.app.TokenBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pools that the configuration names, chain by chain, and what their contracts said of them
 * since the start. Any thread.
 */
@ApplicationScoped
public class PoolBook {

  private record Contract(String chain, Address address) {}

  private final DeclaredContracts contracts;
  private final TokenBook tokens;
  private final Map<Contract, PoolCheck> checks = new ConcurrentHashMap<>();

  public PoolBook(DeclaredContracts contracts, TokenBook tokens) {
    this.contracts = contracts;
    this.tokens = tokens;
  }

  /** Ascending by name; also those whose contracts are something else. */
  public List<Pool> of(String chain) {
    Map<Address, Token> byContract =
        tokens.of(chain).stream().collect(Collectors.toMap(Token::contract, Function.identity()));
    return contracts.pools(chain).stream().map(pool -> pool(chain, pool, byContract)).toList();
  }

  private Pool pool(String chain, DeclaredPool declared, Map<Address, Token> byContract) {
    return new Pool(
        declared.name(),
        declared.address(),
        kind(chain, declared),
        Objects.requireNonNull(byContract.get(declared.base())),
        Objects.requireNonNull(byContract.get(declared.quote())));
  }

  private @Nullable Kind kind(String chain, DeclaredPool declared) {
    return declared.kind() == null
            && check(chain, declared.address()) instanceof PoolCheck.Right(Kind kind, _)
        ? kind
        : declared.kind();
  }

  /** By its name, in any case, or its address. */
  public Optional<Pool> find(String chain, String given) {
    return of(chain).stream()
        .filter(
            pool ->
                pool.name().equalsIgnoreCase(given)
                    || pool.address().toString().equalsIgnoreCase(given))
        .findFirst();
  }

  public PoolCheck check(String chain, Address pool) {
    return checks.getOrDefault(new Contract(chain, pool), new PoolCheck.Unchecked(null));
  }

  public void checked(String chain, Address pool, PoolCheck check) {
    checks.put(new Contract(chain, pool), check);
  }

  /** Whether its contract is something else, so that nothing is to be told of it. */
  public boolean isRefused(String chain, Pool pool) {
    return check(chain, pool.address()) instanceof PoolCheck.Wrong;
  }

  /** Whether all is known of it that its contract and those of its tokens can say. */
  public boolean isSettled(String chain, Pool pool) {
    return check(chain, pool.address()) instanceof PoolCheck.Right
        && pool.base().decimals() != null
        && pool.quote().decimals() != null;
  }

  /** Clauses on a pool and its tokens; nothing where nothing is wrong, or not known to be. */
  public Optional<String> problem(String chain, Pool pool) {
    String all =
        Stream.concat(
                check(chain, pool.address()).problem().stream(),
                tokens.declared(chain).stream()
                    .filter(token -> isOf(pool, token.contract()))
                    .flatMap(
                        token -> tokens.check(chain, token.contract()).problem(token).stream()))
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static boolean isOf(Pool pool, Address token) {
    return token.equals(pool.first()) || token.equals(pool.second());
  }

  /** Clauses, one for each pool whose contract is something else. */
  public List<String> problems(String chain) {
    return of(chain).stream()
        .filter(pool -> isRefused(chain, pool))
        .flatMap(
            pool ->
                check(chain, pool.address()).problem().stream()
                    .map(why -> "nothing is told of " + pool.name() + ": " + why))
        .toList();
  }
}
