package io.tapeline.ops.upstream;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One outside the house that the service asks: none of its own stores, but somebody whom others ask
 * as well. A policy names it, or all of its kind; servers of models and nodes of chains, which the
 * configuration names, by their kind alone.
 *
 * @param name {@code kraken}, {@code model:up5}
 */
public record Outsider(Kind kind, String name) {

  /** What somebody outside is. */
  public enum Kind {
    VENUES,
    MODELS,
    CHAINS,
    WEBHOOKS;

    /** As policies name all of them: {@code venues}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Receivers of webhooks, whoever they are: callers name them. */
  public static final Outsider RECEIVERS = new Outsider(Kind.WEBHOOKS, "receivers");

  /**
   * Everybody with a name of their own; beside them there are models, nodes and receivers alone.
   */
  public static final Set<Outsider> ALL =
      Stream.of("binance", "binance_us", "bitstamp", "bybit", "coinbase", "gemini", "kraken", "okx")
          .map(Outsider::venue)
          .collect(Collectors.toUnmodifiableSet());

  /** All that a policy may name. */
  public static final SortedSet<String> NAMES =
      Collections.unmodifiableSortedSet(
          Stream.concat(
                  Arrays.stream(Kind.values()).map(Kind::id), ALL.stream().map(Outsider::name))
              .collect(Collectors.toCollection(TreeSet::new)));

  /**
   * @param id of a market's venue, whether its REST is known here or not
   */
  public static Outsider venue(String id) {
    return new Outsider(Kind.VENUES, id);
  }

  /**
   * @param id of a model as the configuration names it; no policy can mean a venue by it
   */
  public static Outsider model(String id) {
    return new Outsider(Kind.MODELS, "model:" + id);
  }

  /**
   * @param id of a node as the configuration names it: {@code ethereum/a}
   */
  public static Outsider node(String id) {
    return new Outsider(Kind.CHAINS, "chain:" + id);
  }

  /** Its own, or where it has none its kind's. */
  public String nameInPolicies() {
    return ALL.contains(this) ? name : kind.id();
  }

  /** A policy can name it, or all of its kind. */
  boolean isNameable() {
    return kind == Kind.MODELS || kind == Kind.CHAINS || ALL.contains(this);
  }
}
