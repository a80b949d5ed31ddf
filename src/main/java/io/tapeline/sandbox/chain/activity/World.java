package io.tapeline.sandbox.chain.activity;

import io.tapeline.market.Asset;
import io.tapeline.sandbox.chain.state.Keys;
import io.tapeline.sandbox.chain.state.Roster;
import io.tapeline.sandbox.chain.state.Slots;
import io.tapeline.sandbox.price.FairPrices;
import java.time.Duration;

/** What a seed makes once and all blocks share: accounts with their keys, and what ether costs. */
public final class World {

  private static final Asset ETHER = new Asset("eth");
  private static final Asset DOLLAR = new Asset("usdc");
  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final long seed;
  private final Keys keys;
  private final Roster roster;
  private final Slots slots;
  private final FairPrices prices;

  public World(long seed) {
    this.seed = seed;
    this.keys = new Keys(seed, Roster.FIRST_CONTRACT);
    this.roster = new Roster(keys);
    this.slots = new Slots(roster);
    this.prices = new FairPrices(seed);
  }

  public long seed() {
    return seed;
  }

  public Keys keys() {
    return keys;
  }

  public Roster roster() {
    return roster;
  }

  public Slots slots() {
    return slots;
  }

  /** Dollars of the token for an ether, at this second since 1970 UTC. */
  public double etherUsd(long second) {
    long nanos = second * NANOS_PER_SECOND;
    return prices.usd(ETHER, nanos) / prices.usd(DOLLAR, nanos);
  }
}
