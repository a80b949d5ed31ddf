package io.tapeline.index.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tapeline.index.IndexRules;
import io.tapeline.market.Asset;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** How the index price is made; docs/concepts/index-price.md explains each number. */
@ConfigMapping(prefix = "tapeline.index")
public interface IndexConfig {

  /** Stablecoins: quote assets that are converted into US dollars. */
  @WithDefault("usdt,usdc,dai,fdusd,tusd,pyusd,gusd,rlusd,usde")
  Set<String> stablecoins();

  /** Stablecoins assumed to be worth one dollar where no rate is known; such prices say so. */
  @WithDefault("usdt,usdc,dai,fdusd,tusd,pyusd,gusd,rlusd,usde")
  Set<String> parity();

  /** How far back a market's trades count. */
  @WithDefault("60s")
  Duration window();

  /** A market not heard of for longer is stale. */
  @WithDefault("10s")
  Duration fresh();

  /** A market without a trade or quote of its own for longer is stale, whatever its connection. */
  @WithDefault("5m")
  Duration quiet();

  /** Fewer markets than this make a price stale. */
  @WithDefault("1")
  int minSources();

  default IndexRules rules() {
    return new IndexRules(
        new Asset("usd"),
        assets(stablecoins()),
        assets(parity()),
        window().toNanos(),
        fresh().toNanos(),
        quiet().toNanos(),
        minSources());
  }

  private static Set<Asset> assets(Set<String> ids) {
    return ids.stream().map(id -> new Asset(id.strip())).collect(Collectors.toSet());
  }
}
