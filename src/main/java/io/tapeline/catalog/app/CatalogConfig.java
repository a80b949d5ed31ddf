package io.tapeline.catalog.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.Set;

/** Which instruments the service follows. */
@ConfigMapping(prefix = "tapeline.catalog")
public interface CatalogConfig {

  /** An asset's id, in small letters or large ones. */
  String ASSET = "[A-Za-z0-9._$+]{1,32}";

  /** Base assets that are followed, by our ids; the 20 largest unless said otherwise. */
  @WithDefault(
      "btc,eth,usdt,xrp,bnb,sol,usdc,trx,doge,ada,link,xlm,bch,sui,avax,hbar,ltc,shib,ton,dot")
  Set<@Pattern(regexp = ASSET) String> assets();

  /** Assets that prices of these are followed in. */
  @WithDefault("usd,usdt,usdc,eur,btc")
  Set<@Pattern(regexp = ASSET) String> quotes();
}
