package io.tapeline.chain.declared;

import io.tapeline.chain.declared.ChainsConfig.NodeConfig;
import java.net.URI;

/** A node as the configuration declares it, all of it checked. */
public record DeclaredNode(String chain, String name, URI url, NodeConfig config) {}
