package io.tapeline.chain.evm;

import io.tapeline.chain.evm.ChainsConfig.NodeConfig;
import java.net.URI;

/** A node as the configuration declares it, all of it checked. */
record DeclaredNode(String chain, long chainId, String name, URI url, NodeConfig config) {}
