package io.tapeline.chain.read;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks for what proves itself: the first node whose answer fits is right, whoever that is, and
 * those whose answers did not fit are refuted by it.
 */
public final class Proving {

  private final Ask ask;
  private final Map<String, NodeException> failed = new ConcurrentSkipListMap<>();

  private Proving(Ask ask) {
    this.ask = ask;
  }

  /** Fails with {@link NodeException} that tells what is wrong with each node. */
  public static <T> Uni<T> first(Ask ask, Function<EvmNode, Uni<T>> asking) {
    return Uni.createFrom().deferred(() -> new Proving(ask).run(asking));
  }

  private <T> Uni<T> run(Function<EvmNode, Uni<T>> asking) {
    return ask.nodes()
        .any(
            node ->
                asking
                    .apply(node)
                    .onFailure(NodeException.class)
                    .invoke(why -> failed.put(node.name(), why)))
        .invoke(this::refute)
        .onFailure(NodeException.class)
        .transform(last -> failed.isEmpty() ? last : all());
  }

  private void refute() {
    failed.forEach(
        (name, why) -> {
          if (why.fault() == NodeFault.ABSURD) {
            ask.tracker().refute(name, String.valueOf(why.getMessage()));
          }
        });
  }

  /** Unable as a whole if each is: then it is no matter of waiting. */
  private NodeException all() {
    String each =
        failed.entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue().getMessage())
            .collect(Collectors.joining("; "));
    NodeFault fault =
        failed.values().stream()
            .map(NodeException::fault)
            .filter(one -> one != NodeFault.UNABLE)
            .findFirst()
            .orElse(NodeFault.UNABLE);
    return new NodeException(fault, each);
  }
}
