package io.tapeline.access;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one route.
 *
 * @param scope what the caller must have; null if the route is open to whoever comes, still limited
 * @param group the limit that its cost is taken from
 * @param cache name of a cache policy; null if answers say for themselves how long they may be kept
 * @param work what kind of work it is: a class that never takes the place of others
 * @param bodyBytes longest body; 0 where none is read
 * @param addresses where it may be asked from; anywhere if there are none
 * @param upstreams whom a request may make the service ask outside the house, by name or by kind;
 *     nobody if there are none
 * @param retired what its callers are told of its end; null if there is none in sight
 */
public record Rule(
    @Nullable Scope scope,
    String group,
    Cost cost,
    @Nullable String cache,
    String work,
    long bodyBytes,
    List<AddressRange> addresses,
    Set<String> upstreams,
    @Nullable Retirement retired) {

  /** The class of {@code limit=all}, whatever the route's own. */
  public static final String BULK = "bulk";

  /** The class of what stays open; an account's are counted by its plan's {@code streams}. */
  public static final String STREAM = "stream";

  /** Every class of work that there is, each with a capacity of its own. */
  public static final SortedSet<String> WORK =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(Set.of("read", "history", BULK, STREAM, "job", "account")));

  public Rule {
    if (bodyBytes < 0) {
      throw new IllegalArgumentException("body: " + bodyBytes);
    }
    addresses = List.copyOf(addresses);
    upstreams = Set.copyOf(upstreams);
  }

  /** With no end in sight. */
  public Rule(
      @Nullable Scope scope,
      String group,
      Cost cost,
      @Nullable String cache,
      String work,
      long bodyBytes,
      List<AddressRange> addresses,
      Set<String> upstreams) {
    this(scope, group, cost, cache, work, bodyBytes, addresses, upstreams, null);
  }

  /**
   * @param held what the caller may do, with a key or without
   * @param hasKey whether the caller came with a key
   */
  public Admission admits(Set<Scope> held, boolean hasKey, InetAddress from) {
    if (!addresses.isEmpty() && addresses.stream().noneMatch(range -> range.contains(from))) {
      return Admission.WRONG_ADDRESS;
    }
    if (scope == null || scope.isIn(held)) {
      return Admission.ALLOWED;
    }
    return hasKey ? Admission.MISSING_SCOPE : Admission.NO_KEY;
  }

  /** The class of work of a request; everything at once is bulk where it has a price. */
  public String work(boolean all) {
    return all && cost.all() != null ? BULK : work;
  }
}
