package io.tapeline.chain.app;

import io.tapeline.chain.follow.Following;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Chains that are followed, of one kind. Names are unique among all kinds. */
public interface Chains {

  /** Ascending by name. */
  List<FollowedChain> all();

  default Optional<FollowedChain> find(String name) {
    return all().stream().filter(chain -> chain.name().equals(name)).findFirst();
  }

  /** Those of them whose blocks are stored. */
  default List<FollowedChain> stored() {
    return all();
  }

  /**
   * What follows one of them.
   *
   * @param heard as {@link HeadTracker} tells it
   */
  default ChainTracker tracker(
      FollowedChain chain, InstantSource clock, Consumer<Following> heard) {
    return new HeadTracker(chain, clock, heard);
  }
}
