package io.tapeline.chain.learn;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.ContractCalls;
import org.jspecify.annotations.Nullable;

/** A chain whose contracts are asked. */
record AskedChain(EvmChain chain, HeadTracker tracker) {

  String name() {
    return chain.name();
  }

  /** Where nodes agree that it is; null if they do not yet. */
  @Nullable Head head() {
    return tracker.state().head();
  }

  /** Fails as nodes do. */
  Uni<ContractCalls> at(Head head, Hash block) {
    return ContractCalls.at(new Ask(chain, tracker, head), block);
  }
}
