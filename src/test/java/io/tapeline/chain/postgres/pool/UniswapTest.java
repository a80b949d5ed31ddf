package io.tapeline.chain.postgres.pool;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.contract.Contracts;
import io.tapeline.chain.contract.LogPlace;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.contract.app.DeclaredContracts;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.TestChains;
import io.tapeline.chain.metric.Figures;
import io.tapeline.chain.metric.Stretch;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolPrice;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.pool.app.KeptState;
import io.tapeline.chain.pool.app.KeptSwap;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.pool.app.SwapQuery;
import io.tapeline.chain.pool.app.Turnover;
import io.tapeline.chain.postgres.StoredChain;
import io.tapeline.chain.postgres.metric.MetricPart;
import io.tapeline.chain.postgres.metric.PgMetricStore;
import io.tapeline.chain.postgres.token.PgTransferStore;
import io.tapeline.chain.postgres.token.TransferPart;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.app.KeptTransfer;
import io.tapeline.chain.token.app.TokenBook;
import io.tapeline.chain.token.app.TransferQuery;
import io.tapeline.market.Interval;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.store.TestStores;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real pools of Uniswap and real tokens on a real node: what is stored is what the contracts say,
 * and goes with its block.
 */
class UniswapTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CHAIN = "local";
  private static final BigInteger COIN = BigInteger.TEN.pow(18);
  private static final Address NOBODY = Address.of(new byte[Address.BYTES]);

  private TestStores stores;
  private Anvil anvil;
  private Contracts contracts;
  private Address gold;
  private Address coin;

  @BeforeEach
  void open() throws Exception {
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    stores = TestStores.open();
    anvil = Anvil.start();
    contracts = new Contracts(anvil);
    gold = contracts.token("Gold", COIN.multiply(BigInteger.valueOf(1_000_000)));
    coin = contracts.token("Coin", COIN.multiply(BigInteger.valueOf(1_000_000)));
  }

  @AfterEach
  void close() throws Exception {
    anvil.close();
    stores.close();
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  private static BigInteger coins(long count) {
    return COIN.multiply(BigInteger.valueOf(count));
  }

  private Address poolOfV2() throws Exception {
    Address factory = contracts.factoryOfV2();
    var _ = contracts.send(factory, "createPair(address,address)", gold, coin);
    return new Words(contracts.call(factory, "getPair(address,address)", gold, coin)).address(0);
  }

  private void fill(Address pool, long ofGold, long ofCoin) throws Exception {
    var _ = contracts.send(gold, "transfer(address,uint256)", pool, coins(ofGold));
    var _ = contracts.send(coin, "transfer(address,uint256)", pool, coins(ofCoin));
    var _ = contracts.send(pool, "mint(address)", contracts.account());
  }

  private PoolState reserves(Address pool) throws Exception {
    return PoolState.V2.ofReserves(contracts.call(pool, "getReserves()"));
  }

  private PoolState slot(Address pool) throws Exception {
    return PoolState.V3.ofSlot(
        contracts.call(pool, "slot0()"), contracts.call(pool, "liquidity()"));
  }

  /** Gives the pool coins for gold, as much as it gives by its rule; the gold. */
  private BigInteger buyGold(Address pool, BigInteger paid) throws Exception {
    boolean isGoldFirst = new Words(contracts.call(pool, "token0()")).address(0).equals(gold);
    PoolState.V2 state = (PoolState.V2) reserves(pool);
    BigInteger ofGold = isGoldFirst ? state.first() : state.second();
    BigInteger ofCoin = isGoldFirst ? state.second() : state.first();
    BigInteger with = paid.multiply(BigInteger.valueOf(997));
    BigInteger got =
        with.multiply(ofGold).divide(ofCoin.multiply(BigInteger.valueOf(1_000)).add(with));
    var _ = contracts.send(coin, "transfer(address,uint256)", pool, paid);
    var _ =
        contracts.send(
            pool,
            "swap(uint256,uint256,address,bytes)",
            isGoldFirst ? got : BigInteger.ZERO,
            isGoldFirst ? BigInteger.ZERO : got,
            contracts.account(),
            128,
            0);
    return got;
  }

  /** The service's part of it over a real database. */
  private final class Service {
    final EvmChain chain = TestChains.local(stores.vertx, Map.of(), anvil.url());
    final PoolBook pools;
    final TokenBook tokens;
    final StoredChain blocks;
    final PgPoolStore poolStore = new PgPoolStore(stores.pool, stores.reads, stores.config);
    final PgTransferStore transferStore = new PgTransferStore(stores.pool, stores.reads);
    final PgMetricStore metricStore = new PgMetricStore(stores.pool, stores.reads);

    /**
     * @param kind null if it is not known
     */
    Service(@Nullable String kind, Address pool) {
      Map<String, String> settings = new HashMap<>();
      String local = "tapeline.chains.local.";
      settings.put(local + "tokens.gold.contract", gold.toString());
      settings.put(local + "tokens.gold.decimals", "18");
      settings.put(local + "tokens.gold.min-transfer", "5");
      settings.put(local + "tokens.coin.contract", coin.toString());
      settings.put(local + "tokens.coin.decimals", "18");
      settings.put(local + "pools.gold-coin.address", pool.toString());
      if (kind != null) {
        settings.put(local + "pools.gold-coin.kind", kind);
      }
      settings.put(local + "pools.gold-coin.base", "gold");
      settings.put(local + "pools.gold-coin.quote", "coin");
      DeclaredContracts declared = new DeclaredContracts(Configs.of(ChainsConfig.class, settings));
      tokens = new TokenBook(declared);
      pools = new PoolBook(declared, tokens);
      EvmChains chains = () -> List.of(chain);
      ChainMeters meters = new ChainMeters(new SimpleMeterRegistry());
      blocks =
          new StoredChain(
              chain,
              stores,
              new MetricPart(chains),
              new TransferPart(tokens, meters),
              new PoolPart(pools, meters));
    }

    long now() {
      return await(metricStore.horizon(Long.MIN_VALUE));
    }

    Pool pool() {
      return pools.of(CHAIN).getFirst();
    }

    KeptState state(long asOf) {
      return requireNonNull(
          await(poolStore.states(CHAIN, List.of(pool().address()), asOf)).get(pool().address()));
    }

    PoolPrice price(long asOf) {
      return PoolPrice.of(pool(), state(asOf).state()).orElseThrow();
    }

    List<KeptSwap> swaps(long asOf) {
      SwapQuery all = new SwapQuery(CHAIN, pool().address(), 0, Long.MAX_VALUE, LogPlace.END);
      return await(poolStore.swaps(all, asOf, 100));
    }

    List<KeptTransfer> transfers(Address token, long asOf) {
      TransferQuery all =
          new TransferQuery(
              CHAIN, Map.of(token, BigInteger.ZERO), null, 0, Long.MAX_VALUE, LogPlace.END);
      return await(transferStore.read(all, asOf, 100));
    }

    List<Stretch> days(long asOf) {
      long length = Interval.D1.nanos();
      long first = Interval.D1.floor(1_735_689_600_000_000_000L);
      long end = Interval.D1.floor(now()) + length;
      return await(metricStore.read(CHAIN, first, end, length, asOf));
    }
  }

  @Test
  void aPoolOfV2HasThePriceAndTheSwapsThatItsContractSays() throws Exception {
    Address pool = poolOfV2();
    fill(pool, 1_000, 50_000);
    Service service = new Service("v2", pool);
    assertThat(service.blocks.follow()).isZero();
    assertThat(service.state(service.now()).state()).isEqualTo(reserves(pool));
    assertThat(service.price(service.now()).price()).isEqualByComparingTo("50");

    BigInteger got = buyGold(pool, coins(1_000));
    assertThat(service.blocks.follow()).isZero();
    KeptState state = service.state(service.now());
    assertThat(state.state()).isEqualTo(reserves(pool));
    assertThat(state.block().hash()).isEqualTo(service.blocks.blocks().getLast().hash());
    // 51,000 coins beside 1,000 gold less what was got
    assertThat(service.price(service.now()).price())
        .isEqualByComparingTo(
            new BigDecimal(coins(51_000))
                .divide(new BigDecimal(coins(1_000).subtract(got)), new java.math.MathContext(18)));
    assertThat(service.swaps(service.now()))
        .singleElement()
        .satisfies(
            kept -> {
              boolean isGoldFirst = service.pool().isBaseFirst();
              assertThat(isGoldFirst ? kept.swap().first() : kept.swap().second())
                  .isEqualTo(got.negate());
              assertThat(isGoldFirst ? kept.swap().second() : kept.swap().first())
                  .isEqualTo(coins(1_000));
              assertThat(kept.swap().recipient()).isEqualTo(contracts.account());
            });
    Turnover day = await(service.poolStore.day(CHAIN, pool, service.now()));
    assertThat(day.swaps()).isOne();
    assertThat(day.first().max(day.second())).isEqualTo(coins(1_000));
  }

  @Test
  void aReorgOfTwelveBlocksWithdrawsPricesSwapsTransfersAndFigures() throws Exception {
    Address pool = poolOfV2();
    fill(pool, 1_000, 50_000);
    Service service = new Service("v2", pool);
    var _ = service.blocks.follow();
    PoolState before = reserves(pool);
    for (int i = 0; i < 6; i++) {
      var _ = buyGold(pool, coins(100));
    }
    assertThat(service.blocks.follow()).isZero();
    long moment = service.now();
    KeptState stateThen = service.state(moment);
    List<KeptSwap> swapsThen = service.swaps(moment);
    List<KeptTransfer> transfersThen = service.transfers(coin, moment);
    List<Stretch> daysThen = service.days(moment);
    assertThat(swapsThen).hasSize(6);
    assertThat(stateThen.state()).isEqualTo(reserves(pool));

    var _ = anvil.reorg(12);
    assertThat(service.blocks.follow()).isEqualTo(12);
    long now = service.now();
    assertThat(reserves(pool)).isEqualTo(before);
    assertThat(service.state(now).state()).isEqualTo(before);
    assertThat(service.swaps(now)).isEmpty();
    assertThat(service.transfers(coin, now)).hasSize(transfersThen.size() - 6);
    long gone =
        daysThen.stream().mapToLong(day -> requireNonNull(day.figures()).transactions()).sum()
            - service.days(now).stream()
                .mapToLong(day -> requireNonNull(day.figures()).transactions())
                .sum();
    assertThat(gone).isEqualTo(12);

    // as of before, all of it is as it was
    assertThat(service.state(moment)).isEqualTo(stateThen);
    assertThat(service.swaps(moment)).isEqualTo(swapsThen);
    assertThat(service.transfers(coin, moment)).isEqualTo(transfersThen);
    assertThat(service.days(moment)).isEqualTo(daysThen);
  }

  @Test
  void transfersBelowTheLeastAreNotKeptAndTheRestIsFoundByWhatIsAsked() throws Exception {
    Address pool = poolOfV2();
    Service service = new Service("v2", pool);
    var _ = contracts.send(gold, "transfer(address,uint256)", pool, coins(4));
    var _ = contracts.send(gold, "transfer(address,uint256)", pool, coins(5));
    var _ = contracts.send(coin, "transfer(address,uint256)", pool, BigInteger.ONE);
    var _ = service.blocks.follow();
    long now = service.now();
    assertThat(service.transfers(gold, now).stream().map(kept -> kept.transfer().units()))
        // newest first; the last one made all there is
        .containsExactly(coins(5), coins(1_000_000));
    assertThat(service.transfers(coin, now)).hasSize(2);
    TransferQuery toPool =
        new TransferQuery(
            CHAIN,
            Map.of(gold, BigInteger.ZERO, coin, BigInteger.ZERO),
            pool,
            0,
            Long.MAX_VALUE,
            LogPlace.END);
    List<KeptTransfer> found = await(service.transferStore.read(toPool, now, 100));
    assertThat(found).hasSize(2);
    KeptTransfer newest = found.getFirst();
    assertThat(newest.transfer().from()).isEqualTo(contracts.account());
    assertThat(newest.transfer().contract()).isEqualTo(coin);
    TransferQuery rest =
        new TransferQuery(
            CHAIN,
            toPool.least(),
            pool,
            0,
            Long.MAX_VALUE,
            new LogPlace(newest.block().number(), newest.transfer().log()));
    assertThat(await(service.transferStore.read(rest, now, 100))).isEqualTo(found.subList(1, 2));
    assertThat(service.transfers(gold, now).getLast().transfer().from()).isEqualTo(NOBODY);
  }

  @Test
  void aPoolOfV3HasThePriceAndTheLiquidityThatItsContractSays() throws Exception {
    Address factory = contracts.factoryOfV3();
    Address positions =
        contracts.peripheryOfV3("NonfungiblePositionManager", factory, NOBODY, NOBODY);
    Address router = contracts.peripheryOfV3("SwapRouter", factory, NOBODY);
    boolean isGoldFirst =
        new BigInteger(1, gold.bytes()).compareTo(new BigInteger(1, coin.bytes())) < 0;
    Address first = isGoldFirst ? gold : coin;
    Address second = isGoldFirst ? coin : gold;
    BigInteger one = BigInteger.TWO.pow(96);
    var _ =
        contracts.send(
            positions,
            "createAndInitializePoolIfNecessary(address,address,uint24,uint160)",
            first,
            second,
            3_000,
            // of one second for each first: twice as much
            one.multiply(BigInteger.TWO));
    Address pool =
        new Words(contracts.call(factory, "getPool(address,address,uint24)", gold, coin, 3_000))
            .address(0);
    // that it is one of v3 its logs say by themselves
    Service service = new Service(null, pool);
    var _ = service.blocks.follow();
    assertThat(service.state(service.now()).state()).isEqualTo(slot(pool));

    BigInteger all = coins(1_000_000);
    var _ = contracts.send(gold, "approve(address,uint256)", positions, all);
    var _ = contracts.send(coin, "approve(address,uint256)", positions, all);
    var _ = contracts.send(gold, "approve(address,uint256)", router, all);
    var _ = contracts.send(coin, "approve(address,uint256)", router, all);
    offer(positions, first, second, -60_000, 60_000);
    offer(positions, first, second, 12_000, 15_000);
    // one that the price is not in
    offer(positions, first, second, 30_000, 36_000);
    assertThat(service.blocks.follow()).isZero();
    PoolState.V3 offered = (PoolState.V3) service.state(service.now()).state();
    assertThat(offered).isEqualTo(slot(pool));
    assertThat(offered.liquidity()).isPositive();
    assertThat(service.price(service.now()).price())
        .isEqualByComparingTo(isGoldFirst ? "4" : "0.25");

    var _ =
        contracts.send(
            router,
            "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))",
            coin,
            gold,
            3_000,
            contracts.account(),
            Long.MAX_VALUE,
            coins(10),
            0,
            0);
    assertThat(service.blocks.follow()).isZero();
    assertThat(service.state(service.now()).state()).isEqualTo(slot(pool));
    BigInteger paid =
        service.swaps(service.now()).stream()
            .map(kept -> isGoldFirst ? kept.swap().second() : kept.swap().first())
            .findFirst()
            .orElseThrow();
    assertThat(paid).isEqualTo(coins(10));

    var _ = anvil.reorg(1);
    assertThat(service.blocks.follow()).isOne();
    assertThat(service.state(service.now()).state()).isEqualTo(offered).isEqualTo(slot(pool));
    assertThat(service.swaps(service.now())).isEmpty();
  }

  private void offer(Address positions, Address first, Address second, int above, int below)
      throws Exception {
    var _ =
        contracts.send(
            positions,
            "mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))",
            first,
            second,
            3_000,
            above,
            below,
            coins(1_000),
            coins(1_000),
            0,
            0,
            contracts.account(),
            Long.MAX_VALUE);
  }

  @Test
  void figuresOfBlocksAreThoseThatTheNodeTellsTransactionByTransaction() throws Exception {
    Address pool = poolOfV2();
    Service service = new Service("v2", pool);
    var _ = contracts.send(gold, "transfer(address,uint256)", pool, coins(5));
    var _ = service.blocks.follow();
    BigInteger burned = BigInteger.ZERO;
    BigInteger paid = BigInteger.ZERO;
    long gas = 0;
    int count = 0;
    for (var block : service.blocks.blocks()) {
      BigInteger base = requireNonNull(block.header().additions().baseFee());
      for (var sent : block.transactions()) {
        var receipt = anvil.ask("eth_getTransactionReceipt", sent.hash().toString());
        long used = Long.decode(receipt.path("gasUsed").asText());
        BigInteger price =
            new BigInteger(receipt.path("effectiveGasPrice").asText().substring(2), 16);
        burned = burned.add(base.multiply(BigInteger.valueOf(used)));
        paid = paid.add(price.subtract(base).multiply(BigInteger.valueOf(used)));
        gas += used;
        count++;
      }
    }
    List<Figures> days =
        service.days(service.now()).stream().map(day -> requireNonNull(day.figures())).toList();
    Figures all = Figures.sum(days);
    assertThat(all.transactions()).isEqualTo(count);
    assertThat(all.gasUsed()).isEqualTo(gas);
    assertThat(all.burned()).isEqualTo(burned);
    assertThat(all.paid()).isEqualTo(paid);
    assertThat(all.transferred()).isZero();
    assertThat(all.blobBurned()).isZero();
    // one account, the factory and the token
    assertThat(days.getLast().active().count()).isEqualTo(3);
  }
}
