package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.follow.SimulatedChain;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node that has a chain, is so many blocks behind it, or fails. */
final class SimulatedNode implements ChainNode {

  static final int MOST_BLOCKS = 20;

  private static final int SAFE_BLOCKS = 8;
  private static final int FINAL_BLOCKS = 16;

  private final String name;
  private final List<String> asked;
  private SimulatedChain chain;
  private int behind;
  private boolean isSilent;
  private Duration late = Duration.ZERO;
  private @Nullable NodeFault fault;

  /**
   * @param asked names of nodes that are asked are added
   */
  SimulatedNode(String name, SimulatedChain chain, List<String> asked) {
    this.name = name;
    this.chain = chain;
    this.asked = asked;
  }

  void becomes(@Nullable NodeFault now) {
    fault = now;
  }

  void has(SimulatedChain other) {
    chain = other;
  }

  /** It takes what it is asked, and says nothing. */
  void isSilent() {
    isSilent = true;
  }

  void isLateBy(Duration time) {
    late = time;
  }

  void isBehind(int blocks) {
    behind = blocks;
  }

  @Override
  public String name() {
    return name;
  }

  private <T> Uni<T> answer(Supplier<T> value) {
    asked.add(name);
    if (isSilent) {
      return Uni.createFrom().nothing();
    }
    return late.isZero() ? now(value) : now(value).onItem().delayIt().by(late);
  }

  private <T> Uni<T> now(Supplier<T> value) {
    return fault == null
        ? Uni.createFrom().item(value)
        : Uni.createFrom().failure(new NodeException(fault, "so it is"));
  }

  private long height() {
    return chain.head().number() - behind;
  }

  private BlockRef at(long number) {
    if (number > height()) {
      throw new NodeException(NodeFault.BEHIND, "it has not that block");
    }
    return chain.at(number);
  }

  @Override
  public Uni<Head> head() {
    return answer(
        () ->
            new Head(
                at(height()),
                at(Math.max(0, height() - SAFE_BLOCKS)),
                at(Math.max(0, height() - FINAL_BLOCKS))));
  }

  @Override
  public Uni<BlockRef> block(long number) {
    return answer(() -> at(number));
  }

  @Override
  public Uni<BlockRef> block(Hash hash) {
    return answer(
        () ->
            chain.blocks().stream()
                .filter(block -> block.hash().equals(hash))
                .findFirst()
                .orElseThrow(() -> new NodeException(NodeFault.BEHIND, "it has not that block")));
  }

  @Override
  public Uni<List<BlockRef>> blocks(BlockRange blocks) {
    return answer(
        () -> {
          var _ = at(blocks.last());
          return chain.blocks(blocks);
        });
  }

  @Override
  public int mostBlocks() {
    return MOST_BLOCKS;
  }
}
