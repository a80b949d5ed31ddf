package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Metrics of chains: each name, unit and label once. */
@ApplicationScoped
public class ChainMeters {

  private static final String CHAIN = "chain";

  /** What the storing of one chain's blocks counts. */
  public record Recording(Counter stored, Counter withdrawn, Counter failures) {}

  private final MeterRegistry registry;

  public ChainMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param backlog blocks up to the head that are not stored
   */
  public Recording recording(String chain, LongSupplier backlog) {
    Gauge.builder("tapeline.chain.backlog", backlog::getAsLong)
        .description("Blocks up to the head that are not stored yet")
        .tag(CHAIN, chain)
        .register(registry);
    return new Recording(
        counter("tapeline.chain.blocks.stored", "Blocks that were stored", chain),
        counter("tapeline.chain.blocks.withdrawn", "Stored blocks that were taken back", chain),
        counter(
            "tapeline.chain.storing.failures",
            "Rounds of storing blocks that failed, to be begun again",
            chain));
  }

  /** Blocks that were older than they are to be kept. */
  public Counter removed(String chain) {
    return counter(
        "tapeline.chain.blocks.removed", "Stored blocks that went past their retention", chain);
  }

  /** Heads of the chain that did not follow from the one before. */
  public Counter reorgs(String chain) {
    return counter("tapeline.chain.reorgs", "How often blocks were taken back", chain);
  }

  /**
   * Where a chain is.
   *
   * @param number of the newest block
   * @param ageNanos how long ago that block is by its own time
   */
  public void head(String chain, DoubleSupplier number, LongSupplier ageNanos) {
    Gauge.builder("tapeline.chain.head", number::getAsDouble)
        .description("Number of the newest block that nodes agree on")
        .tag(CHAIN, chain)
        .register(registry);
    TimeGauge.builder("tapeline.chain.head.age", ageNanos::getAsLong, TimeUnit.NANOSECONDS)
        .description("How long ago the newest block is, by its own time")
        .tag(CHAIN, chain)
        .register(registry);
  }

  /** How many blocks a node is behind the newest that nodes agree on. */
  public void nodeLag(String chain, String node, DoubleSupplier blocks) {
    Gauge.builder("tapeline.chain.node.lag", blocks::getAsDouble)
        .description("Blocks that a node is behind the newest that nodes agree on")
        .tag(CHAIN, chain)
        .tag("node", node)
        .register(registry);
  }

  /** Whether a node tells of new blocks by itself. */
  public void subscribed(String chain, String node, BooleanSupplier heard) {
    Gauge.builder("tapeline.chain.node.subscribed", () -> heard.getAsBoolean() ? 1 : 0)
        .description("Whether a node tells of new blocks by itself: 1 or 0")
        .tag(CHAIN, chain)
        .tag("node", node)
        .register(registry);
  }

  /**
   * Logs of contracts that are followed, which are called as something and are not it.
   *
   * @param kind what they are called as
   */
  public Counter oddLogs(String chain, String kind) {
    return Counter.builder("tapeline.chain.logs.odd")
        .description("Logs of contracts that are followed, which are not what they are called")
        .tag(CHAIN, chain)
        .tag("kind", kind)
        .register(registry);
  }

  /**
   * Contracts that the configuration names.
   *
   * @param open so many have not said that they are what it says
   * @param wrong so many of these said that they are something else
   */
  public void contracts(String chain, LongSupplier open, LongSupplier wrong) {
    Gauge.builder("tapeline.chain.contracts.open", open::getAsLong)
        .description("Tokens and pools that have not said that they are what is configured")
        .tag(CHAIN, chain)
        .register(registry);
    Gauge.builder("tapeline.chain.contracts.wrong", wrong::getAsLong)
        .description("Tokens and pools that say something else than what is configured")
        .tag(CHAIN, chain)
        .register(registry);
  }

  private Counter counter(String name, String description, String chain) {
    return Counter.builder(name).description(description).tag(CHAIN, chain).register(registry);
  }
}
