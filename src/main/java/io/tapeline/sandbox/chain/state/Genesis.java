package io.tapeline.sandbox.chain.state;

import io.tapeline.sandbox.price.Hash;
import java.math.BigInteger;

/** What everybody has before the first block: a function of the seed, and of the price of ether. */
public final class Genesis {

  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final BigInteger DOLLAR = BigInteger.TEN.pow(6);

  /** Of the pair, in dollars on each side. */
  private static final long PAIR_USD = 20_000_000;

  /** Of the pool: as if so many dollars stood on each side, of which it holds some. */
  private static final long POOL_VIRTUAL_USD = 100_000_000;

  private static final long POOL_USD = 60_000_000;
  private static final double WHALE_ETHER = 10_000_000;
  private static final BigInteger FEE_GROWTH = BigInteger.ONE.shiftLeft(90);

  private Genesis() {}

  /**
   * @param etherUsd dollars for an ether
   */
  public static Ledger of(long seed, Slots layout, double etherUsd) {
    Ledger ledger = Ledger.empty(layout);
    for (int account = 0; account < Roster.FIRST_CONTRACT; account++) {
      ledger.nonce(account, 1 + wealth(seed, "nonce", account, 4_000));
      ledger.credit(account, ether(ownEther(seed, account)));
    }
    for (int contract = Roster.FIRST_CONTRACT; contract < Roster.SIZE; contract++) {
      ledger.nonce(contract, 1);
    }
    tokens(ledger, Contract.USDC, seed, etherUsd);
    tokens(ledger, Contract.WETH, seed, etherUsd);
    ledger.credit(Roster.of(Contract.WETH), ledger.slot(Contract.WETH, Slots.SUPPLY));
    pair(ledger, etherUsd);
    pool(ledger, etherUsd);
    return ledger;
  }

  /** Few have much: 10^0 to 10^6, most of them a little. */
  private static long wealth(long seed, String what, int account, long most) {
    double unit = Hash.unit(Hash.of(Hash.of(seed, what), account));
    return Math.max(1, (long) (most * unit * unit * unit * unit));
  }

  private static double ownEther(long seed, int account) {
    return account < Roster.USERS ? 5 + wealth(seed, "ether", account, 20_000) : WHALE_ETHER;
  }

  private static BigInteger ether(double amount) {
    return BigInteger.valueOf((long) (amount * 1e6)).multiply(BigInteger.TEN.pow(12));
  }

  private static BigInteger dollars(double amount) {
    return BigInteger.valueOf((long) (amount * 1e6));
  }

  private static void tokens(Ledger ledger, Contract token, long seed, double etherUsd) {
    boolean isDollar = token == Contract.USDC;
    BigInteger supply = BigInteger.ZERO;
    for (int holder = 0; holder < Slots.SUPPLY; holder++) {
      double usd;
      if (holder < Roster.USERS) {
        usd = 1_000 + wealth(seed, token.name(), holder, 5_000_000);
      } else if (holder < Roster.HOLDERS) {
        usd = 2_000_000_000;
      } else {
        usd = holder == Roster.HOLDERS ? PAIR_USD : POOL_USD;
      }
      BigInteger amount = isDollar ? dollars(usd) : ether(usd / etherUsd);
      ledger.slot(token, holder, amount);
      supply = supply.add(amount);
    }
    ledger.slot(token, Slots.SUPPLY, supply);
    ledger.slot(token, Slots.NAME, Slots.text(token.title()));
    ledger.slot(token, Slots.SYMBOL, Slots.text(token.symbol()));
  }

  private static void pair(Ledger ledger, double etherUsd) {
    BigInteger dollars = dollars(PAIR_USD);
    BigInteger ether = ether(PAIR_USD / etherUsd);
    ledger.slot(Contract.PAIR, Slots.PAIR_SUPPLY, dollars.multiply(ether).sqrt());
    ledger.slot(Contract.PAIR, Slots.PAIR_FACTORY, word(Contract.FACTORY));
    ledger.slot(Contract.PAIR, Slots.PAIR_TOKEN0, word(Contract.USDC));
    ledger.slot(Contract.PAIR, Slots.PAIR_TOKEN1, word(Contract.WETH));
    ledger.slot(Contract.PAIR, Slots.RESERVES, new Reserves(dollars, ether, 0).packed());
    ledger.slot(Contract.PAIR, Slots.PAIR_LOCK, BigInteger.ONE);
  }

  private static void pool(Ledger ledger, double etherUsd) {
    BigInteger dollars = dollars(POOL_VIRTUAL_USD);
    BigInteger ether = ether(POOL_VIRTUAL_USD / etherUsd);
    ledger.slot(Contract.POOL, Slots.SLOT0, PoolPrice.ofUsd(etherUsd).packed());
    ledger.slot(Contract.POOL, Slots.FEE_GROWTH0, FEE_GROWTH.multiply(DOLLAR));
    ledger.slot(Contract.POOL, Slots.FEE_GROWTH1, FEE_GROWTH.multiply(ETHER));
    ledger.slot(Contract.POOL, Slots.LIQUIDITY, dollars.multiply(ether).sqrt());
  }

  private static BigInteger word(Contract contract) {
    return new BigInteger(1, contract.address().bytes());
  }
}
