package io.tapeline.chain.app;

import java.util.List;
import java.util.Optional;

/** The chains that are followed. */
public interface Chains {

  /** Ascending by name. */
  List<FollowedChain> all();

  default Optional<FollowedChain> find(String name) {
    return all().stream().filter(chain -> chain.name().equals(name)).findFirst();
  }
}
