package io.tapeline.chain.quorum;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What comes of asking several nodes the same.
 *
 * @param <V> what they answer; equal answers are the same
 */
public sealed interface Verdict<V> {

  /**
   * Enough say the same, and more than say anything else.
   *
   * @param by names of the nodes that say it
   * @param odd what the others say, by their names
   */
  record Agreed<V>(V value, SortedSet<String> by, SortedMap<String, V> odd) implements Verdict<V> {
    public Agreed {
      by = Collections.unmodifiableSortedSet(new TreeSet<>(by));
      odd = Collections.unmodifiableSortedMap(new TreeMap<>(odd));
    }
  }

  /**
   * Enough answered, and no answer has enough nodes to itself.
   *
   * @param said which nodes say what
   */
  record Split<V>(Map<V, SortedSet<String>> said) implements Verdict<V> {
    public Split {
      said = Map.copyOf(said);
    }
  }

  /** Fewer answered than must agree. */
  record TooFew<V>(Set<String> answered, int needed) implements Verdict<V> {
    public TooFew {
      answered = Set.copyOf(answered);
    }
  }
}
