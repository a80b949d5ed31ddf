package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What nodes say in one round of where the chain is, by their names.
 *
 * @param heads of all that answered, believed or not
 */
record Poll(Map<String, Head> heads) {

  Poll {
    heads = Map.copyOf(heads);
  }

  /**
   * @param enough once so many have answered the others have a moment left
   */
  static Uni<Poll> of(NodePool<?> nodes, int enough) {
    return nodes.all(enough, ChainNode::head).map(said -> new Poll(answers(said)));
  }

  /** The newest block of each that has not reached this height. */
  Map<String, BlockRef> below(long height) {
    return heads.entrySet().stream()
        .filter(head -> head.getValue().latest().number() < height)
        .collect(Collectors.toMap(Map.Entry::getKey, head -> head.getValue().latest()));
  }

  static <T> Map<String, T> answers(Map<String, Said<T>> said) {
    Map<String, T> answers = new TreeMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<T>(T value)) {
            answers.put(name, value);
          }
        });
    return answers;
  }

  Poll only(Set<String> names) {
    return new Poll(
        heads.entrySet().stream()
            .filter(head -> names.contains(head.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  Map<String, Long> heightsByName() {
    return heads.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, head -> head.getValue().latest().number()));
  }

  List<Long> heights() {
    return heads.values().stream().map(head -> head.latest().number()).toList();
  }

  /** The block that each has at this height: those that are beyond it are asked. */
  Uni<Map<String, BlockRef>> at(long height, NodePool<?> nodes) {
    Map<String, BlockRef> said = new HashMap<>();
    heads.forEach(
        (name, head) -> {
          if (head.latest().number() == height) {
            said.put(name, head.latest());
          }
        });
    List<String> beyond =
        heads.entrySet().stream()
            .filter(head -> head.getValue().latest().number() > height)
            .map(Map.Entry::getKey)
            .toList();
    return nodes
        .all(beyond, node -> node.block(height))
        .map(
            more -> {
              said.putAll(answers(more));
              return said;
            });
  }
}
