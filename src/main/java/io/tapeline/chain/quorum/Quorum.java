package io.tapeline.chain.quorum;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * So many independent nodes must say the same before it is believed.
 *
 * @param needed at least one; with one, each node is believed that nobody contradicts
 */
public record Quorum(int needed) {

  public Quorum {
    if (needed < 1) {
      throw new IllegalArgumentException("needed: " + needed);
    }
  }

  /**
   * What is to be believed of it.
   *
   * @param said by name, of the nodes that answered
   */
  public <V> Verdict<V> on(Map<String, V> said) {
    if (said.size() < needed) {
      return new Verdict.TooFew<>(said.keySet(), needed);
    }
    Map<V, SortedSet<String>> camps = camps(said);
    List<Map.Entry<V, SortedSet<String>>> largest =
        camps.entrySet().stream()
            .sorted(Comparator.comparingInt(camp -> -camp.getValue().size()))
            .limit(2)
            .toList();
    Map.Entry<V, SortedSet<String>> first = largest.getFirst();
    boolean tied =
        largest.size() > 1 && largest.getLast().getValue().size() == first.getValue().size();
    if (tied || first.getValue().size() < needed) {
      return new Verdict.Split<>(camps);
    }
    return new Verdict.Agreed<>(first.getKey(), first.getValue(), others(said, first.getKey()));
  }

  private static <V> Map<V, SortedSet<String>> camps(Map<String, V> said) {
    Map<V, SortedSet<String>> camps = new HashMap<>();
    said.forEach((node, value) -> camps.computeIfAbsent(value, _ -> new TreeSet<>()).add(node));
    return camps;
  }

  private static <V> SortedMap<String, V> others(Map<String, V> said, V agreed) {
    SortedMap<String, V> others = new TreeMap<>(said);
    others.values().removeIf(agreed::equals);
    return others;
  }

  /**
   * The greatest height that enough nodes have reached, so that they can be asked what is there. A
   * few that claim absurd heights don't raise it; those that are behind don't lower it.
   *
   * @param heights of the heads of the nodes that answered
   */
  public OptionalLong height(Collection<Long> heights) {
    return heights.stream()
        .sorted(Comparator.reverseOrder())
        .skip(needed - 1L)
        .mapToLong(Long::longValue)
        .findFirst();
  }
}
