package io.tapeline.chain.spv.follow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Headers beside the best chain. Usually there are none or a few, so they are looked through. */
final class SideBranches {

  private static final Comparator<Link> BY_WORK = Comparator.comparing(link -> link.place.work());

  private final Set<Link> links = new HashSet<>();

  /** No branch hangs on a block below this height; saves looking where it is not needed. */
  private long lowestFork = Long.MAX_VALUE;

  int size() {
    return links.size();
  }

  void add(Link link) {
    links.add(link);
    lowestFork = Math.min(lowestFork, link.place.height() - 1);
  }

  void remove(Link link) {
    links.remove(link);
  }

  /** Ends of branches are the headers on which nothing hangs. There is one while there are any. */
  Link lightestEnd() {
    return links.stream().filter(link -> link.children == 0).min(BY_WORK).orElseThrow();
  }

  @Nullable Link lightestEndBut(Link kept) {
    return links.stream()
        .filter(link -> link.children == 0 && !link.equals(kept))
        .min(BY_WORK)
        .orElse(null);
  }

  /**
   * All headers of branches that hang on the best chain below a height, the highest first, so that
   * each can be dropped before what it hangs on.
   */
  List<Link> forkedBefore(long height, Predicate<Link> onBest) {
    if (lowestFork >= height) {
      return List.of();
    }
    List<Link> upwards =
        links.stream().sorted(Comparator.comparingLong(link -> link.place.height())).toList();
    Set<Link> gone = new HashSet<>();
    lowestFork = Long.MAX_VALUE;
    for (Link link : upwards) {
      Link parent = link.parent();
      boolean root = parent == null || onBest.test(parent);
      if (parent == null || gone.contains(parent) || (root && parent.place.height() < height)) {
        gone.add(link);
      } else {
        lowestFork = Math.min(lowestFork, parent.place.height());
      }
    }
    List<Link> dropped = new ArrayList<>(gone);
    dropped.sort(Comparator.comparingLong((Link link) -> link.place.height()).reversed());
    return dropped;
  }
}
