package io.tapeline.chain.pool.index;

import io.quarkus.arc.All;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.contract.app.OwnContracts;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.declared.ChainsConfig.ChainConfig;
import io.tapeline.chain.declared.ChainsConfig.PoolConfig;
import io.tapeline.chain.declared.ChainsConfig.TokenConfig;
import io.tapeline.index.IndexRules;
import io.tapeline.index.PoolId;
import io.tapeline.index.app.IndexConfig;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pools that are switched on as sources of the index, all of it checked. */
@ApplicationScoped
public class IndexedPools {

  private final IndexRules rules;
  private final Duration window;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, List<IndexedPool>> byChain = new TreeMap<>();

  /**
   * @param own of chains of this process, which are followed where none is declared
   * @throws IllegalArgumentException naming each setting that is wrong, and what would be right
   */
  @Inject
  public IndexedPools(
      ChainsConfig config,
      IndexConfig index,
      @All List<EvmChains> chains,
      @All List<OwnContracts> own) {
    this.rules = index.rules();
    this.window = index.window();
    new TreeMap<>(config.all()).forEach(this::declared);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "pools can't be part of the index: " + String.join("; ", faults));
    }
    if (config.all().isEmpty()) {
      chains.stream().flatMap(kind -> kind.evm().stream()).forEach(chain -> own(chain, own));
    }
  }

  private void declared(String chain, ChainConfig config) {
    List<IndexedPool> found = new ArrayList<>();
    new TreeMap<>(config.pools())
        .forEach(
            (name, pool) -> {
              if (pool.index()) {
                pool(chain, name, config, pool).ifPresent(found::add);
              }
            });
    if (!found.isEmpty()) {
      byChain.put(chain, List.copyOf(found));
    }
  }

  private Optional<IndexedPool> pool(
      String chain, String name, ChainConfig config, PoolConfig pool) {
    String at = "tapeline.chains." + chain;
    if (!config.index()) {
      faults.add(at + ".index: must be true, as blocks tell the price of pool " + name);
    }
    Optional<Asset> base = asset(at, name, pool.base(), config.tokens());
    Optional<Asset> quote = asset(at, name, pool.quote(), config.tokens());
    if (base.isEmpty() || quote.isEmpty()) {
      return Optional.empty();
    }
    if (base.equals(quote) || !rules.isEligible(spot(base.get(), quote.get()))) {
      faults.add(
          "%s.pools.%s.index: %s in %s is no source of an index; the quote has to be %s or one of tapeline.index.stablecoins, and the base neither where the quote is a stablecoin"
              .formatted(at, name, base.get(), quote.get(), rules.quote()));
      return Optional.empty();
    }
    PoolId id = new PoolId(chain, name, spot(base.get(), quote.get()));
    return Optional.of(
        new IndexedPool(id, config.objective().orElse(FollowedChain.EVM_OBJECTIVE).toNanos()));
  }

  private static Instrument spot(Asset base, Asset quote) {
    return new Instrument(base, quote, Instrument.Kind.SPOT);
  }

  /** Nothing is guessed from what a token is called: who deploys one calls it as he likes. */
  private Optional<Asset> asset(
      String at, String pool, Optional<String> token, Map<String, TokenConfig> tokens) {
    Optional<TokenConfig> known = token.map(tokens::get);
    Optional<Asset> asset = known.flatMap(TokenConfig::asset).map(Asset::new);
    if (known.isPresent() && asset.isEmpty()) {
      faults.add(
          "%s.tokens.%s.asset: must be given, as pool %s is to be part of the index"
              .formatted(at, token.orElseThrow(), pool));
    }
    return asset;
  }

  private void own(EvmChain chain, List<OwnContracts> own) {
    List<IndexedPool> found = new ArrayList<>();
    for (OwnContracts each : own) {
      each.indexed(chain.name())
          .forEach(
              (pool, instrument) ->
                  found.add(
                      new IndexedPool(
                          new PoolId(chain.name(), pool, instrument),
                          chain.followed().objective().toNanos())));
    }
    if (!found.isEmpty()) {
      byChain.put(chain.name(), List.copyOf(found));
    }
  }

  /** Of so long before the newest block the index wants to know. */
  public Duration window() {
    return window;
  }

  /** Those that have some, ascending. */
  public Collection<String> chains() {
    return List.copyOf(byChain.keySet());
  }

  /** Ascending by name. */
  public List<IndexedPool> of(String chain) {
    return byChain.getOrDefault(chain, List.of());
  }
}
