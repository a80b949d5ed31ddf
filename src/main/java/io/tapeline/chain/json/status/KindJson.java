package io.tapeline.chain.json.status;

import io.tapeline.chain.app.ChainKind;
import org.jspecify.annotations.Nullable;

/** What a chain is like, as it is sent. */
final class KindJson {

  private KindJson() {}

  static String kind(ChainKind kind) {
    return switch (kind) {
      case ChainKind.Evm _ -> "evm";
      case ChainKind.Bitcoin _ -> "bitcoin";
    };
  }

  static @Nullable Long chainId(ChainKind kind) {
    return kind instanceof ChainKind.Evm(long chainId) ? chainId : null;
  }

  static @Nullable String network(ChainKind kind) {
    return kind instanceof ChainKind.Bitcoin(var network) ? network.name() : null;
  }
}
