package io.tapeline.access;

import java.util.Arrays;

/** The ranks of a policy's plans in their order: who is turned away before whom. */
public final class Ranks {

  private final int[] ascending;

  public Ranks(Policy policy) {
    ascending = policy.plans().values().stream().mapToInt(Plan::rank).distinct().sorted().toArray();
  }

  /** How many are below this one; 0 for those who are turned away first. */
  public int place(Plan plan) {
    return Arrays.binarySearch(ascending, plan.rank());
  }

  /** The place of those who are never turned away. */
  public int highest() {
    return ascending.length - 1;
  }
}
