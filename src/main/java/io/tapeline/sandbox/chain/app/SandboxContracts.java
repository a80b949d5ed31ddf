package io.tapeline.sandbox.chain.app;

import io.tapeline.chain.contract.app.DeclaredContracts.DeclaredPool;
import io.tapeline.chain.contract.app.OwnContracts;
import io.tapeline.chain.pool.Kind;
import io.tapeline.chain.token.Token;
import io.tapeline.market.Instrument;
import io.tapeline.sandbox.chain.state.Contract;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The tokens, the pair and the pool of the simulated chain. */
@ApplicationScoped
public class SandboxContracts implements OwnContracts {

  private static final int USDC_DECIMALS = 6;
  private static final int WETH_DECIMALS = 18;
  private static final String PAIR = "weth-usdc-v2";
  private static final String POOL = "weth-usdc-v3";

  private final SandboxChainConfig config;

  public SandboxContracts(SandboxChainConfig config) {
    this.config = config;
  }

  @Override
  public List<Token> tokens(String chain) {
    return chain.equals(SimulatedNodes.CHAIN)
        ? List.of(
            token(Contract.USDC, "usdc", USDC_DECIMALS),
            token(Contract.WETH, "weth", WETH_DECIMALS))
        : List.of();
  }

  private static Token token(Contract contract, String symbol, int decimals) {
    return new Token(symbol, contract.address(), decimals, BigDecimal.ZERO);
  }

  @Override
  public List<DeclaredPool> pools(String chain) {
    return chain.equals(SimulatedNodes.CHAIN)
        ? List.of(pool(PAIR, Contract.PAIR, Kind.V2), pool(POOL, Contract.POOL, Kind.V3))
        : List.of();
  }

  @Override
  public Map<String, Instrument> indexed(String chain) {
    Instrument ether = Instrument.spot("eth", "usdc");
    return config.indexPools() && chain.equals(SimulatedNodes.CHAIN)
        ? Map.of(PAIR, ether, POOL, ether)
        : Map.of();
  }

  private static DeclaredPool pool(String name, Contract contract, Kind kind) {
    return new DeclaredPool(
        name, contract.address(), kind, Contract.WETH.address(), Contract.USDC.address());
  }
}
