package io.tapeline.sandbox.wire;

import io.tapeline.sandbox.SimulatedMarket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client subscribed to: markets by channel, in the order in which it asked. */
public final class Subscriptions {

  private final Map<String, Set<SimulatedMarket>> channels = new LinkedHashMap<>();
  private Set<SimulatedMarket> watched = Set.of();

  public void add(String channel, SimulatedMarket market) {
    channels.computeIfAbsent(channel, _ -> new LinkedHashSet<>()).add(market);
    watch();
  }

  public void remove(String channel, SimulatedMarket market) {
    of(channel).remove(market);
    channels.values().removeIf(Set::isEmpty);
    watch();
  }

  private void watch() {
    watched =
        channels.values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public boolean has(String channel, SimulatedMarket market) {
    return of(channel).contains(market);
  }

  /** The markets of a channel. */
  public Set<SimulatedMarket> of(String channel) {
    Set<SimulatedMarket> markets = channels.get(channel);
    return markets == null ? new LinkedHashSet<>() : markets;
  }

  public Set<String> channels() {
    return channels.keySet();
  }

  /** Every market of any channel, each once. */
  public Collection<SimulatedMarket> watched() {
    return watched;
  }
}
