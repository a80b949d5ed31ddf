package io.tapeline.chain.token.app;

import io.tapeline.chain.contract.app.DeclaredContracts;
import io.tapeline.chain.token.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The tokens that the configuration names, chain by chain. */
@ApplicationScoped
public class TokenBook {

  private final DeclaredContracts contracts;

  public TokenBook(DeclaredContracts contracts) {
    this.contracts = contracts;
  }

  /** Ascending by symbol. */
  public List<Token> of(String chain) {
    return contracts.tokens(chain);
  }
}
