package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The nodes of one chain: whom to ask first, and whom instead. Any thread.
 *
 * @param <N> what they can be asked
 */
public final class NodePool<N extends ChainNode> {

  private static final Comparator<Member<?>> BEST_FIRST =
      Comparator.comparing((Member<?> member) -> !member.state().works())
          .thenComparing(Member::latency);

  private static final Duration UNKNOWN = Duration.ofDays(1);

  private final List<Member<N>> members;
  private final InstantSource clock;

  private record Member<N extends ChainNode>(N node, NodeHealth health) {
    NodeState state() {
      return health.state();
    }

    /** Who never answered yet comes last; all are asked where the chain is, and so get known. */
    Duration latency() {
      Duration latency = state().latency();
      return latency == null ? UNKNOWN : latency;
    }
  }

  public NodePool(Collection<? extends N> nodes, InstantSource clock) {
    this.members =
        nodes.stream().map(node -> new Member<N>(node, new NodeHealth(node.name()))).toList();
    this.clock = clock;
  }

  /** In the order of the configuration. */
  public List<NodeState> states() {
    return members.stream().map(Member::state).toList();
  }

  /** Names of those that are not set aside. */
  public Set<String> believed() {
    Set<String> names = new TreeSet<>();
    for (NodeState state : states()) {
      if (state.aside() == null) {
        names.add(state.name());
      }
    }
    return names;
  }

  /**
   * Asks the best node, and if that has no answer the next, until one has. Nodes that were set
   * aside are not asked. Fails as the last one does.
   */
  public <T> Uni<T> any(Function<? super N, Uni<T>> asking) {
    return Uni.createFrom().deferred(() -> first(inOrder(), asking));
  }

  private List<Member<N>> inOrder() {
    return members.stream()
        .filter(member -> member.state().aside() == null)
        .sorted(BEST_FIRST)
        .toList();
  }

  private <T> Uni<T> first(List<Member<N>> rest, Function<? super N, Uni<T>> asking) {
    if (rest.isEmpty()) {
      return Uni.createFrom()
          .failure(new NodeException(NodeFault.DOWN, "there is no node that is believed"));
    }
    Uni<T> asked = asked(rest.getFirst(), asking);
    return rest.size() == 1
        ? asked
        : asked
            .onFailure(NodeException.class)
            .recoverWithUni(() -> first(rest.subList(1, rest.size()), asking));
  }

  /** Asks every node at once, also those that were set aside. By name; never fails. */
  public <T> Uni<Map<String, Said<T>>> all(Function<? super N, Uni<T>> asking) {
    return Uni.createFrom().deferred(() -> each(members, asking));
  }

  /**
   * As {@link #all}, but once so many have answered the others have a moment left. Whoever is late
   * is known by what it says then all the same, in its state.
   */
  public <T> Uni<Map<String, Said<T>>> all(int enough, Function<? super N, Uni<T>> asking) {
    return Uni.createFrom().deferred(() -> gathered(members, enough, asking));
  }

  /** As {@link #all(int, Function)}, of these alone. */
  public <T> Uni<Map<String, Said<T>>> all(
      Collection<String> names, int enough, Function<? super N, Uni<T>> asking) {
    return Uni.createFrom().deferred(() -> gathered(named(names), enough, asking));
  }

  private List<Member<N>> named(Collection<String> names) {
    return members.stream().filter(member -> names.contains(member.node.name())).toList();
  }

  private <T> Uni<Map<String, Said<T>>> gathered(
      List<Member<N>> whom, int enough, Function<? super N, Uni<T>> asking) {
    if (whom.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<String> names = whom.stream().map(member -> member.node.name()).toList();
    return Uni.createFrom()
        .emitter(
            told -> {
              Gathering<T> gathering = new Gathering<>(names, enough, told);
              whom.forEach(
                  member ->
                      said(member, asking)
                          .subscribe()
                          .with(each -> gathering.said(member.node.name(), each), told::fail));
            });
  }

  /** As {@link #all}, of these alone. */
  public <T> Uni<Map<String, Said<T>>> all(
      Collection<String> names, Function<? super N, Uni<T>> asking) {
    return Uni.createFrom().deferred(() -> each(named(names), asking));
  }

  private <T> Uni<Map<String, Said<T>>> each(
      List<Member<N>> whom, Function<? super N, Uni<T>> asking) {
    if (whom.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<Uni<Said<T>>> asks = new ArrayList<>();
    whom.forEach(member -> asks.add(said(member, asking)));
    return Uni.join()
        .all(asks)
        .andFailFast()
        .map(
            answers -> {
              Map<String, Said<T>> byName = new TreeMap<>();
              for (int i = 0; i < answers.size(); i++) {
                byName.put(whom.get(i).node.name(), answers.get(i));
              }
              return byName;
            });
  }

  private <T> Uni<Said<T>> said(Member<N> member, Function<? super N, Uni<T>> asking) {
    return asked(member, asking)
        .<Said<T>>map(Said.Answer::new)
        .onFailure(NodeException.class)
        .recoverWithItem(why -> new Said.Nothing<>(why));
  }

  private <T> Uni<T> asked(Member<N> member, Function<? super N, Uni<T>> asking) {
    return Uni.createFrom()
        .deferred(
            () -> {
              long began = System.nanoTime();
              return asking
                  .apply(member.node)
                  .onItem()
                  .invoke(
                      () ->
                          member.health.answered(
                              Duration.ofNanos(System.nanoTime() - began), clock.instant()))
                  .onFailure(NodeException.class)
                  .invoke(why -> note(member, why));
            });
  }

  private void note(Member<N> member, NodeException why) {
    if (why.fault().isOfItsHealth()) {
      member.health.failed(why, clock.instant());
    }
  }

  /**
   * It is not believed any more, until it is taken back.
   *
   * @param why a clause for people
   */
  public void setAside(String name, String why) {
    member(name).health.setAside(why);
  }

  /**
   * It should not be believed, and is, since too few would be left; whoever else there is is asked
   * first, until it is taken back.
   *
   * @param why a clause for people
   */
  public void doubt(String name, String why) {
    member(name).health.doubt(why);
  }

  public void takeBack(String name) {
    member(name).health.takeBack();
  }

  private Member<N> member(String name) {
    return members.stream()
        .filter(member -> member.node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(name));
  }
}
