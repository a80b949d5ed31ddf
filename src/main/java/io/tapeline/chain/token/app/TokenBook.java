package io.tapeline.chain.token.app;

import io.tapeline.chain.contract.app.DeclaredContracts;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.TokenCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens that the configuration names, chain by chain, and what their contracts said of them
 * since the start. Any thread.
 */
@ApplicationScoped
public class TokenBook {

  private record Contract(String chain, Address address) {}

  private final DeclaredContracts contracts;
  private final Map<Contract, TokenCheck> checks = new ConcurrentHashMap<>();

  public TokenBook(DeclaredContracts contracts) {
    this.contracts = contracts;
  }

  /** Ascending by symbol; with the decimals that their contracts say where none are configured. */
  public List<Token> of(String chain) {
    return declared(chain).stream().map(token -> learned(chain, token)).toList();
  }

  /** As the configuration has them. */
  public List<Token> declared(String chain) {
    return contracts.tokens(chain);
  }

  private Token learned(String chain, Token token) {
    return token.decimals() == null
            && check(chain, token.contract()) instanceof TokenCheck.Says(int decimals)
        ? new Token(token.symbol(), token.contract(), decimals, token.minTransfer())
        : token;
  }

  public TokenCheck check(String chain, Address contract) {
    return checks.getOrDefault(new Contract(chain, contract), new TokenCheck.Unchecked(null));
  }

  public void checked(String chain, Address contract, TokenCheck check) {
    checks.put(new Contract(chain, contract), check);
  }

  /** Clauses, one for each token whose contract says something that does not do. */
  public List<String> problems(String chain) {
    return declared(chain).stream()
        .filter(token -> !(check(chain, token.contract()) instanceof TokenCheck.Unchecked))
        .flatMap(token -> check(chain, token.contract()).problem(token).stream())
        .toList();
  }
}
