package io.tapeline.chain.json.status;

import io.tapeline.chain.Hash;
import io.tapeline.chain.app.ChainKind;
import org.jspecify.annotations.Nullable;

/** What a chain is like, as it is sent. */
public final class KindJson {

  private KindJson() {}

  /** Hashes as the kind's own tools show them. */
  public static String hash(ChainKind kind, Hash hash) {
    return switch (kind) {
      case ChainKind.Evm _ -> hash.toString();
      case ChainKind.Bitcoin _ -> hash.toString().substring("0x".length());
    };
  }

  static String finality(ChainKind kind) {
    return switch (kind) {
      case ChainKind.Evm _ -> "protocol";
      case ChainKind.Bitcoin _ -> "depth";
    };
  }

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
