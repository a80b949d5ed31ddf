package io.tapeline.index.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tapeline.index.IndexRules;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the index price is made; docs/concepts/index-price.md explains each number. */
@ConfigMapping(prefix = "tapeline.index")
public interface IndexConfig {

  /** An asset's id, in small letters or large ones. */
  String ASSET = "[A-Za-z0-9._$+]{1,32}";

  /** Stablecoins: quote assets that are converted into US dollars. */
  @WithDefault("usdt,usdc,dai,fdusd,tusd,pyusd,gusd,rlusd,usde")
  Set<@Pattern(regexp = ASSET) String> stablecoins();

  /** Stablecoins assumed to be worth one dollar where no rate is known; such prices say so. */
  @WithDefault("usdt,usdc,dai,fdusd,tusd,pyusd,gusd,rlusd,usde")
  Set<@Pattern(regexp = ASSET) String> parity();

  /** How far back a market's trades count. 1 s to 1 h. */
  @WithDefault("60s")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration window();

  /** A market not heard of for longer is stale. 100 ms to 1 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 1)
  Duration fresh();

  /**
   * A market without a trade or quote of its own for longer is stale, whatever its connection. 1
   * min to 1 day.
   */
  @WithDefault("5m")
  @DurationMin(minutes = 1)
  @DurationMax(days = 1)
  Duration quiet();

  /** Fewer markets than this make a price stale. 1 to 100. */
  @WithDefault("1")
  @Min(1)
  @Max(100)
  int minSources();

  /**
   * A pool of a chain that has less depth is left out: what has to be swapped to move it by 2 %. US
   * dollars, 1 to 10^12.
   */
  @WithDefault("100000")
  @Min(1)
  @Max(1_000_000_000_000L)
  long minPoolDepth();

  /** What is answered for a past moment is at most so much older. 1 s to 1 h. */
  @WithDefault("60s")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration atMostOlder();

  default IndexRules rules() {
    return new IndexRules(
        new Asset("usd"),
        assets(stablecoins()),
        assets(parity()),
        window().toNanos(),
        fresh().toNanos(),
        quiet().toNanos(),
        minSources(),
        Decimal.of(minPoolDepth()));
  }

  private static Set<Asset> assets(Set<String> ids) {
    return ids.stream().map(id -> new Asset(id.strip())).collect(Collectors.toSet());
  }
}
