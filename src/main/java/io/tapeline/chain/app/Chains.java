package io.tapeline.chain.app;

import java.util.List;
import java.util.Optional;

/** Chains that are followed, of one kind. Names are unique among all kinds. */
public interface Chains {

  /** Ascending by name. */
  List<FollowedChain> all();

  default Optional<FollowedChain> find(String name) {
    return all().stream().filter(chain -> chain.name().equals(name)).findFirst();
  }
}
