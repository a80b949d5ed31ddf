package io.tapeline.chain.app;

import java.util.List;
import java.util.Optional;

/** The chains like Ethereum that are followed. */
public interface EvmChains extends Chains {

  /** Ascending by name. */
  List<EvmChain> evm();

  default Optional<EvmChain> findEvm(String name) {
    return evm().stream().filter(chain -> chain.name().equals(name)).findFirst();
  }

  @Override
  default List<FollowedChain> all() {
    return evm().stream().map(EvmChain::followed).toList();
  }

  @Override
  default List<FollowedChain> stored() {
    return evm().stream().filter(chain -> chain.indexing().isOn()).map(EvmChain::followed).toList();
  }
}
