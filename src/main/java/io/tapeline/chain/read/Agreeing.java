package io.tapeline.chain.read;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.chain.quorum.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks for what proves nothing by itself: all nodes that are believed, and enough must agree. */
public final class Agreeing {

  private Agreeing() {}

  /**
   * Fails with {@link NodeException} if they do not.
   *
   * @param what for people: {@code what balanceOf answers}
   * @param <T> equal ones are the same
   */
  public static <T> Uni<T> on(Ask ask, String what, Function<EvmNode, Uni<T>> asking) {
    NodePool<EvmNode> nodes = ask.nodes();
    Set<String> believed = nodes.believed();
    int enough = quorum(ask).needed() + nodes.states().size() - believed.size();
    return nodes
        .all(enough, asking)
        .chain(
            said ->
                quorum(ask).on(votes(said, believed)) instanceof Verdict.Agreed<T> agreed
                    ? Uni.createFrom().item(value(ask, what, agreed))
                    : nodes.all(believed, asking).map(all -> verdict(ask, what, all)));
  }

  private static Quorum quorum(Ask ask) {
    return ask.tracker().chain().quorum();
  }

  private static <T> Map<String, T> votes(Map<String, Said<T>> said, Set<String> believed) {
    Map<String, T> votes = new TreeMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<T>(T value) && believed.contains(name)) {
            votes.put(name, value);
          }
        });
    return votes;
  }

  private static <T> T value(Ask ask, String what, Verdict.Agreed<T> agreed) {
    agreed.odd().keySet().forEach(name -> ask.tracker().refute(name, "it differs in " + what));
    return agreed.value();
  }

  /** Of all that are believed, the slow ones as well. */
  private static <T> T verdict(Ask ask, String what, Map<String, Said<T>> said) {
    return switch (quorum(ask).on(votes(said, said.keySet()))) {
      case Verdict.Agreed<T> agreed -> value(ask, what, agreed);
      case Verdict.Split<T> _ ->
          throw new NodeException(NodeFault.ERROR, "its nodes do not agree on " + what);
      case Verdict.TooFew<T>(var answered, int needed) ->
          throw new NodeException(
              fault(said),
              "%d of its nodes say %s, and %d must agree%s"
                  .formatted(answered.size(), what, needed, reasons(said)));
    };
  }

  /** Unable as a whole if each that is silent is: then it is no matter of waiting. */
  private static <T> NodeFault fault(Map<String, Said<T>> said) {
    return silent(said).values().stream()
        .map(NodeException::fault)
        .filter(fault -> fault != NodeFault.UNABLE)
        .findFirst()
        .orElse(NodeFault.UNABLE);
  }

  private static <T> Map<String, NodeException> silent(Map<String, Said<T>> said) {
    Map<String, NodeException> silent = new TreeMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Nothing<T>(NodeException why)) {
            silent.put(name, why);
          }
        });
    return silent;
  }

  private static <T> String reasons(Map<String, Said<T>> said) {
    String all =
        silent(said).entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue().getMessage())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "" : " (" + all + ")";
  }
}
