package io.tapeline.chain.pool.app;

import io.tapeline.chain.contract.app.DeclaredContracts;
import io.tapeline.chain.contract.app.DeclaredContracts.DeclaredPool;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.app.TokenBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The pools that the configuration names, chain by chain. */
@ApplicationScoped
public class PoolBook {

  private final DeclaredContracts contracts;
  private final TokenBook tokens;

  public PoolBook(DeclaredContracts contracts, TokenBook tokens) {
    this.contracts = contracts;
    this.tokens = tokens;
  }

  /** Ascending by name. */
  public List<Pool> of(String chain) {
    return contracts.pools(chain).stream().map(pool -> pool(chain, pool)).toList();
  }

  private Pool pool(String chain, DeclaredPool declared) {
    return new Pool(
        declared.name(),
        declared.address(),
        declared.kind(),
        token(chain, declared.base()),
        token(chain, declared.quote()));
  }

  private Token token(String chain, Address contract) {
    return tokens.of(chain).stream()
        .filter(token -> token.contract().equals(contract))
        .findFirst()
        .orElseThrow();
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
}
