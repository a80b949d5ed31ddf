package io.tapeline.chain.pool;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.contract.Signature;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool tells of itself in a log. Amounts are in the tokens' units. */
public sealed interface PoolLog {

  /** All that is in a pool of v2 from then on; 112 bits each. */
  record Reserves(BigInteger first, BigInteger second) implements PoolLog {}

  /** One swapped in a pool of v2: what came in and what went out. */
  record SwapOfV2(
      Address sender,
      Address recipient,
      BigInteger firstIn,
      BigInteger secondIn,
      BigInteger firstOut,
      BigInteger secondOut)
      implements PoolLog {}

  /** A pool of v3 begins. */
  record Start(BigInteger sqrtPrice, int tick) implements PoolLog {}

  /**
   * One swapped in a pool of v3.
   *
   * @param first what came in, or below zero what went out
   * @param state behind it
   */
  record SwapOfV3(
      Address sender, Address recipient, BigInteger first, BigInteger second, PoolState.V3 state)
      implements PoolLog {}

  /**
   * What is offered between two ticks of a pool of v3 became more, or less.
   *
   * @param liquidity below zero where it became less
   * @param above from this tick on
   * @param below and under this one
   */
  record Offered(int above, int below, BigInteger liquidity) implements PoolLog {}

  /** Another event. */
  record Other() implements PoolLog {}

  /**
   * It is called as one of those, and is none.
   *
   * @param why a clause
   */
  record Odd(String why) implements PoolLog {}

  Hash SYNC = Signature.of("Sync(uint112,uint112)").hash();
  Hash SWAP_V2 = Signature.of("Swap(address,uint256,uint256,uint256,uint256,address)").hash();
  Hash INITIALIZE = Signature.of("Initialize(uint160,int24)").hash();
  Hash SWAP_V3 = Signature.of("Swap(address,address,int256,int256,uint160,uint128,int24)").hash();
  Hash MINT_V3 = Signature.of("Mint(address,address,int24,int24,uint128,uint256,uint256)").hash();
  Hash BURN_V3 = Signature.of("Burn(address,int24,int24,uint128,uint256,uint256)").hash();

  /**
   * @param kind where it is null, what any kind tells is read: no two have an event in common
   */
  static PoolLog read(@Nullable Kind kind, Log log) {
    if (log.topics().isEmpty()) {
      return new Other();
    }
    try {
      Hash event = log.topics().getFirst();
      return switch (kind) {
        case V2 -> readV2(event, log);
        case V3 -> readV3(event, log);
        case null -> readAny(event, log);
      };
    } catch (RefusedException e) {
      return new Odd(String.valueOf(e.getMessage()));
    }
  }

  private static PoolLog readAny(Hash event, Log log) {
    PoolLog ofV2 = readV2(event, log);
    return ofV2 instanceof Other ? readV3(event, log) : ofV2;
  }

  private static PoolLog readV2(Hash event, Log log) {
    if (event.equals(SYNC)) {
      var _ = topics(log, 0);
      Words data = Words.of(log.data(), 2);
      return new Reserves(
          data.number(0, PoolState.RESERVE_BITS), data.number(1, PoolState.RESERVE_BITS));
    }
    if (event.equals(SWAP_V2)) {
      List<Words> topics = topics(log, 2);
      Words data = Words.of(log.data(), 4);
      return new SwapOfV2(
          topics.getFirst().address(0),
          topics.getLast().address(0),
          data.number(0),
          data.number(1),
          data.number(2),
          data.number(3));
    }
    return new Other();
  }

  private static PoolLog readV3(Hash event, Log log) {
    if (event.equals(SWAP_V3)) {
      List<Words> topics = topics(log, 2);
      Words data = Words.of(log.data(), 5);
      return new SwapOfV3(
          topics.getFirst().address(0),
          topics.getLast().address(0),
          data.signed(0, 256),
          data.signed(1, 256),
          new PoolState.V3(
              data.number(2, PoolState.SQRT_PRICE_BITS),
              data.signed(4, PoolState.TICK_BITS).intValueExact(),
              data.number(3, PoolState.LIQUIDITY_BITS)));
    }
    if (event.equals(INITIALIZE)) {
      var _ = topics(log, 0);
      Words data = Words.of(log.data(), 2);
      return new Start(
          data.number(0, PoolState.SQRT_PRICE_BITS),
          data.signed(1, PoolState.TICK_BITS).intValueExact());
    }
    if (event.equals(MINT_V3)) {
      return offered(topics(log, 3), Words.of(log.data(), 4).number(1, PoolState.LIQUIDITY_BITS));
    }
    if (event.equals(BURN_V3)) {
      BigInteger gone = Words.of(log.data(), 3).number(0, PoolState.LIQUIDITY_BITS);
      return offered(topics(log, 3), gone.negate());
    }
    return new Other();
  }

  private static Offered offered(List<Words> topics, BigInteger liquidity) {
    return new Offered(
        topics.get(1).signed(0, PoolState.TICK_BITS).intValueExact(),
        topics.get(2).signed(0, PoolState.TICK_BITS).intValueExact(),
        liquidity);
  }

  /** Those behind the first. */
  private static List<Words> topics(Log log, int count) {
    if (log.topics().size() != count + 1) {
      throw new RefusedException("it has %d topics".formatted(log.topics().size()));
    }
    return log.topics().stream().skip(1).map(topic -> new Words(topic.bytes())).toList();
  }
}
