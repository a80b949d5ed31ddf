package io.tapeline.chain.contract.app;

import io.tapeline.chain.contract.app.DeclaredContracts.DeclaredPool;
import io.tapeline.chain.token.Token;
import java.util.List;

/** Contracts of chains that this process makes up itself; followed where no chain is declared. */
public interface OwnContracts {

  /** Of the chain of this name; ascending by symbol. */
  List<Token> tokens(String chain);

  /** Of these tokens; ascending by name. */
  List<DeclaredPool> pools(String chain);
}
