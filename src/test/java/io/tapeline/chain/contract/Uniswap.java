package io.tapeline.chain.contract;

import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.proof.Address;
import java.io.IOException;
import java.math.BigInteger;

/** Real pools of Uniswap of two real tokens, of which the account of {@link Contracts} has all. */
public final class Uniswap {

  private static final BigInteger COIN = BigInteger.TEN.pow(18);
  private static final Address NOBODY = Address.of(new byte[Address.BYTES]);
  private static final int FEE = 3_000;

  private final Contracts contracts;
  private final Address gold;
  private final Address coin;

  public Uniswap(Contracts contracts) throws IOException, InterruptedException {
    this.contracts = contracts;
    this.gold = contracts.token("Gold", coins(1_000_000));
    this.coin = contracts.token("Coin", coins(1_000_000));
  }

  public Address gold() {
    return gold;
  }

  public Address coin() {
    return coin;
  }

  private static BigInteger coins(long count) {
    return COIN.multiply(BigInteger.valueOf(count));
  }

  private boolean isGoldFirst() {
    return new BigInteger(1, gold.bytes()).compareTo(new BigInteger(1, coin.bytes())) < 0;
  }

  /** With so much of both in it. */
  public Address poolOfV2(long ofGold, long ofCoin) throws IOException, InterruptedException {
    Address factory = contracts.factoryOfV2();
    var _ = contracts.send(factory, "createPair(address,address)", gold, coin);
    Address pool =
        new Words(contracts.call(factory, "getPair(address,address)", gold, coin)).address(0);
    give(gold, pool, ofGold);
    give(coin, pool, ofCoin);
    var _ = contracts.send(pool, "mint(address)", contracts.account());
    return pool;
  }

  /** Two blocks, of which the last one tells what is in the pool. */
  public void add(Address poolOfV2, long ofCoin) throws IOException, InterruptedException {
    give(coin, poolOfV2, ofCoin);
    var _ = contracts.send(poolOfV2, "sync()");
  }

  private void give(Address token, Address to, long count)
      throws IOException, InterruptedException {
    var _ = contracts.send(token, "transfer(address,uint256)", to, coins(count));
  }

  /** A pool of v3 and the contract by which one offers in it. */
  public record Offering(Address pool, Address positions) {}

  /** Of the second token four times as much for each first, with something offered. */
  public Offering poolOfV3() throws IOException, InterruptedException {
    Address factory = contracts.factoryOfV3();
    Address positions =
        contracts.peripheryOfV3("NonfungiblePositionManager", factory, NOBODY, NOBODY);
    var _ =
        contracts.send(
            positions,
            "createAndInitializePoolIfNecessary(address,address,uint24,uint160)",
            isGoldFirst() ? gold : coin,
            isGoldFirst() ? coin : gold,
            FEE,
            BigInteger.TWO.pow(97));
    Address pool =
        new Words(contracts.call(factory, "getPool(address,address,uint24)", gold, coin, FEE))
            .address(0);
    for (Address token : new Address[] {gold, coin}) {
      var _ = contracts.send(token, "approve(address,uint256)", positions, coins(1_000_000));
    }
    Offering offering = new Offering(pool, positions);
    offer(offering);
    return offering;
  }

  /** Around the price, in one block. */
  public void offer(Offering to) throws IOException, InterruptedException {
    var _ =
        contracts.send(
            to.positions,
            "mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))",
            isGoldFirst() ? gold : coin,
            isGoldFirst() ? coin : gold,
            FEE,
            -60_000,
            60_000,
            coins(1_000),
            coins(1_000),
            0,
            0,
            contracts.account(),
            Long.MAX_VALUE);
  }

  public PoolState reserves(Address poolOfV2) throws IOException, InterruptedException {
    return PoolState.V2.ofReserves(contracts.call(poolOfV2, "getReserves()"));
  }

  public PoolState slot(Offering of) throws IOException, InterruptedException {
    return PoolState.V3.ofSlot(
        contracts.call(of.pool, "slot0()"), contracts.call(of.pool, "liquidity()"));
  }
}
