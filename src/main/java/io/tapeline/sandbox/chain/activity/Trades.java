package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.proof.Address;
import io.tapeline.sandbox.chain.state.Contract;
import io.tapeline.sandbox.chain.state.Ledger;
import io.tapeline.sandbox.chain.state.PoolPrice;
import io.tapeline.sandbox.chain.state.Reserves;
import io.tapeline.sandbox.chain.state.Roster;
import io.tapeline.sandbox.chain.state.Slots;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Arbitrageurs bring the pair and the pool to the price that ether has elsewhere. */
final class Trades {

  private static final Hash SYNC = Abi.event("Sync(uint112,uint112)");
  private static final Hash PAIR_SWAP =
      Abi.event("Swap(address,uint256,uint256,uint256,uint256,address)");
  private static final Hash POOL_SWAP =
      Abi.event("Swap(address,address,int256,int256,uint160,uint128,int24)");
  private static final byte[] SWAP_CALL = Abi.selector("swap(address,bool,uint256)");

  private static final int PAIR_TRADER = Roster.USERS;
  private static final int POOL_TRADER = Roster.USERS + 1;

  /** Of the price; what is nearer is left alone. */
  private static final double PAIR_SLACK = 0.001;

  private static final double POOL_SLACK = 0.0002;
  private static final long PAIR_GAS = 118_000;
  private static final long POOL_GAS = 131_000;

  private static final int Q96 = 96;
  private static final BigInteger POOL_FEE = BigInteger.valueOf(500);
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  private final BlockDraft draft;
  private final Draws draws;
  private final Ledger ledger;
  private final double usd;
  private final long timestamp;

  /**
   * @param usd dollars for an ether elsewhere
   */
  Trades(BlockDraft draft, Draws draws, double usd, long timestamp) {
    this.draft = draft;
    this.draws = draws;
    this.ledger = draft.ledger();
    this.usd = usd;
    this.timestamp = timestamp;
  }

  void all() {
    Reserves reserves = Reserves.unpack(ledger.slot(Contract.PAIR, Slots.RESERVES));
    if (isOff(reserves.usd(), PAIR_SLACK)) {
      pair(reserves);
    }
    PoolPrice price = PoolPrice.unpack(ledger.slot(Contract.POOL, Slots.SLOT0));
    if (isOff(price.usd(), POOL_SLACK)) {
      pool(price, PoolPrice.ofUsd(usd));
    }
  }

  private boolean isOff(double has, double slack) {
    return Math.abs(has / usd - 1) > slack;
  }

  private void pair(Reserves before) {
    boolean isUsdcIn = usd > before.usd();
    double root = StrictMath.sqrt(isUsdcIn ? usd / before.usd() : before.usd() / usd);
    BigInteger had = isUsdcIn ? before.usdc() : before.weth();
    BigInteger in = new BigDecimal(had.doubleValue() * (root - 1)).toBigInteger();
    BigInteger out = before.out(in, isUsdcIn);
    Reserves after =
        isUsdcIn
            ? new Reserves(before.usdc().add(in), before.weth().subtract(out), timestamp)
            : new Reserves(before.usdc().subtract(out), before.weth().add(in), timestamp);
    ledger.slot(Contract.PAIR, Slots.RESERVES, after.packed());
    Log paid = move(isUsdcIn, PAIR_TRADER, Roster.of(Contract.PAIR), in);
    Log got = move(!isUsdcIn, Roster.of(Contract.PAIR), PAIR_TRADER, out);
    BigInteger none = BigInteger.ZERO;
    Log sync = Abi.log(Contract.PAIR, SYNC, List.of(), after.usdc(), after.weth());
    Log swap =
        Abi.log(
            Contract.PAIR,
            PAIR_SWAP,
            between(PAIR_TRADER),
            isUsdcIn ? in : none,
            isUsdcIn ? none : in,
            isUsdcIn ? none : out,
            isUsdcIn ? out : none);
    send(PAIR_TRADER, Contract.PAIR, isUsdcIn, in, PAIR_GAS, List.of(paid, got, sync, swap));
  }

  private void pool(PoolPrice before, PoolPrice after) {
    BigInteger low = before.sqrtPriceX96().min(after.sqrtPriceX96());
    BigInteger high = before.sqrtPriceX96().max(after.sqrtPriceX96());
    // less wei for a dollar: dollars come in
    boolean isUsdcIn = after.sqrtPriceX96().compareTo(before.sqrtPriceX96()) < 0;
    BigInteger liquidity = ledger.slot(Contract.POOL, Slots.LIQUIDITY);
    BigInteger step = liquidity.multiply(high.subtract(low));
    BigInteger usdc = step.shiftLeft(Q96).divide(high).divide(low);
    BigInteger weth = step.shiftRight(Q96);
    BigInteger net = (isUsdcIn ? usdc : weth).add(BigInteger.ONE);
    BigInteger in = net.multiply(MILLION).divide(MILLION.subtract(POOL_FEE)).add(BigInteger.ONE);
    BigInteger out = isUsdcIn ? weth : usdc;
    ledger.slot(Contract.POOL, Slots.SLOT0, after.packed());
    collect(isUsdcIn ? Slots.FEE_GROWTH0 : Slots.FEE_GROWTH1, in.subtract(net), liquidity);
    Log got = move(!isUsdcIn, Roster.of(Contract.POOL), POOL_TRADER, out);
    Log paid = move(isUsdcIn, POOL_TRADER, Roster.of(Contract.POOL), in);
    Log swap =
        Abi.log(
            Contract.POOL,
            POOL_SWAP,
            between(POOL_TRADER),
            isUsdcIn ? in : out.negate(),
            isUsdcIn ? out.negate() : in,
            after.sqrtPriceX96(),
            liquidity,
            BigInteger.valueOf(after.tick()));
    send(POOL_TRADER, Contract.POOL, isUsdcIn, in, POOL_GAS, List.of(got, paid, swap));
  }

  private void collect(int slot, BigInteger fee, BigInteger liquidity) {
    BigInteger growth = fee.shiftLeft(128).divide(liquidity);
    ledger.slot(Contract.POOL, slot, ledger.slot(Contract.POOL, slot).add(growth));
  }

  /** The router asks, and the trader gets. */
  private List<Address> between(int trader) {
    return List.of(Contract.ROUTER.address(), draft.world().roster().address(trader));
  }

  private Log move(boolean isUsdc, int from, int to, BigInteger amount) {
    Contract token = isUsdc ? Contract.USDC : Contract.WETH;
    ledger.moveTokens(token, from, to, amount);
    Roster roster = draft.world().roster();
    return Abi.log(
        token, Payments.TRANSFER, List.of(roster.address(from), roster.address(to)), amount);
  }

  private void send(
      int trader, Contract where, boolean isUsdcIn, BigInteger in, long gas, List<Log> logs) {
    draft.add(
        new Send(
            new Send.Kind.DynamicFee(),
            trader,
            Roster.of(Contract.ROUTER),
            BigInteger.ZERO,
            Abi.call(
                SWAP_CALL,
                Abi.number(where.address()),
                isUsdcIn ? BigInteger.ONE : BigInteger.ZERO,
                in),
            gas + draws.below(9_000),
            Payments.tip(draws),
            true,
            logs));
  }
}
