package io.tapeline.chain.audit;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks all nodes of one chain that are believed the same, which each has to prove. Who gives a
 * proof that does not fit is refuted by whoever gives one that does, and asked the same again at
 * once: a few times make a liar, once may be an accident. One round at a time.
 */
final class Audit {

  /** A whole block is long, so it is asked for in one round of so many. */
  private static final int ROUNDS_A_BLOCK = 3;

  /** As often as it takes to be set aside. */
  private static final int REPEATS = 3;

  private final EvmChain chain;
  private final HeadTracker tracker;
  private final LastRead lastRead;
  private int rounds;

  Audit(EvmChain chain, HeadTracker tracker, LastRead lastRead) {
    this.chain = chain;
    this.tracker = tracker;
    this.lastRead = lastRead;
  }

  /** Never fails for nodes. */
  Uni<Void> round() {
    Head head = tracker.state().head();
    if (head == null || chain.nodes().states().size() < 2) {
      return Uni.createFrom().voidItem();
    }
    rounds++;
    BlockRef block = head.latest();
    Uni<Void> round =
        chain.indexing().isOn() && rounds % ROUNDS_A_BLOCK == 0
            ? compare(node -> node.fullBlock(block.hash()), REPEATS)
            : account(block);
    return round.onFailure(NodeException.class).recoverWithNull();
  }

  private Uni<Void> account(BlockRef block) {
    LastRead.What what = lastRead.of(chain.name());
    return chain
        .nodes()
        .any(node -> node.header(block.hash()))
        .chain(
            header -> compare(node -> node.proof(header, what.address(), what.slots()), REPEATS));
  }

  private <T> Uni<Void> compare(Function<EvmNode, Uni<T>> asking, int times) {
    return chain
        .nodes()
        .all(chain.nodes().believed(), asking)
        .map(Audit::refuted)
        .invoke(refuted -> refuted.forEach(tracker::refute))
        .chain(
            refuted ->
                times > 1 && isOpen(refuted.keySet())
                    ? compare(asking, times - 1)
                    : Uni.createFrom().voidItem());
  }

  /** Whether of one of these nothing is decided yet. */
  private boolean isOpen(Set<String> refuted) {
    return chain.nodes().states().stream()
        .anyMatch(
            node -> refuted.contains(node.name()) && node.aside() == null && node.doubt() == null);
  }

  /** By name, whose answers do not fit, and why; nobody where none fits. */
  private static <T> Map<String, String> refuted(Map<String, Said<T>> said) {
    boolean isProved = said.values().stream().anyMatch(Said.Answer.class::isInstance);
    return said.entrySet().stream()
        .filter(each -> isProved && isAbsurd(each.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, each -> why(each.getValue())));
  }

  private static boolean isAbsurd(Said<?> said) {
    return said instanceof Said.Nothing<?>(NodeException why) && why.fault() == NodeFault.ABSURD;
  }

  private static String why(Said<?> said) {
    return said instanceof Said.Nothing<?>(NodeException why)
        ? String.valueOf(why.getMessage())
        : "";
  }
}
