package io.tapeline.chain.contract.app;

import io.tapeline.chain.contract.app.DeclaredContracts.DeclaredPool;
import io.tapeline.chain.token.Token;
import io.tapeline.market.Instrument;
import java.util.List;
import java.util.Map;

/** Contracts of chains that this process makes up itself; followed where no chain is declared. */
public interface OwnContracts {

  /** Of the chain of this name; ascending by symbol. */
  List<Token> tokens(String chain);

  /** Of these tokens; ascending by name. */
  List<DeclaredPool> pools(String chain);

  /** Those that are sources of the index, by name, and the assets that their tokens stand for. */
  default Map<String, Instrument> indexed(String chain) {
    return Map.of();
  }
}
