package io.tapeline.chain.declared;

import io.tapeline.chain.declared.ChainsConfig.NodeConfig;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A node as the configuration declares it, all of it checked; or one of this process.
 *
 * @param url where it is; fails with {@link io.tapeline.chain.app.NodeException} while it is not
 *     there yet
 */
public record DeclaredNode(String chain, String name, Supplier<URI> url, NodeConfig config) {

  /** One that this process runs itself. */
  public static DeclaredNode own(String chain, String name, Supplier<URI> url) {
    return new DeclaredNode(chain, name, url, new OwnSettings());
  }

  /** Where it takes subscriptions; nothing where it does not. */
  public Optional<URI> socket() {
    return ChainReader.socket(config);
  }
}
