package io.tapeline.access.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;

/** Collects what is wrong with one file. Not shared. */
final class Faults {

  /** Whoever has mended so many may ask again. */
  static final int MOST = 1_000;

  private final List<Fault> found = new ArrayList<>();
  private final Set<Integer> refused = new HashSet<>();
  private int count;

  void add(Mark at, String path, String reason) {
    count++;
    if (!refused.contains(at.getIndex())) {
      add(new Fault(at.getLine() + 1, at.getColumn() + 1, path, reason));
    }
  }

  /** What is written there is no use at all: whatever else is wrong with it is not told. */
  void refuse(Mark at, String reason) {
    add(at, "", reason);
    refused.add(at.getIndex());
  }

  void add(Fault fault) {
    count++;
    if (found.size() < MOST) {
      found.add(fault);
    }
  }

  boolean areNone() {
    return found.isEmpty();
  }

  /** Grows with everything that is wrong, told or not: two counts tell whether a part is sound. */
  int count() {
    return count;
  }

  /** In the order of the file, each once. */
  List<Fault> all() {
    return found.stream().sorted().distinct().toList();
  }
}
