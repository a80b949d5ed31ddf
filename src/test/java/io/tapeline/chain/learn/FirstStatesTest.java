package io.tapeline.chain.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.contract.Contracts;
import io.tapeline.chain.contract.Uniswap;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.PoolPrice;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.pool.app.KeptState;
import io.tapeline.chain.postgres.BlockStores;
import io.tapeline.chain.postgres.StoredChain;
import io.tapeline.chain.postgres.pool.PgPoolStore;
import io.tapeline.chain.postgres.pool.PoolPart;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.record.BlockStore;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.TestStores;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real pool is known from the first block that is stored, as its contract says it. */
class FirstStatesTest {

  private static final String CHAIN = Learned.CHAIN;

  private TestStores stores;
  private Anvil anvil;
  private Uniswap uniswap;
  private PgPoolStore poolStore;
  private BlockStore blockStore;

  @BeforeEach
  void open() throws Exception {
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    stores = TestStores.open();
    anvil = Anvil.start();
    uniswap = new Uniswap(new Contracts(anvil));
    poolStore = new PgPoolStore(stores.pool, stores.reads, stores.config);
    blockStore = BlockStores.of(stores);
  }

  @AfterEach
  void close() throws Exception {
    anvil.close();
    stores.close();
  }

  /** Follows, stores and learns of one pool. */
  private final class Service {
    final Address pool;
    final Learned learned;
    final StoredChain blocks;
    final FirstStates states;

    /** What happened to the pool so far is in no block that is stored. */
    Service(Address pool, String node) throws Exception {
      this.pool = pool;
      var _ = anvil.mine(1);
      learned =
          new Learned(stores.vertx, Learned.pool(uniswap.gold(), uniswap.coin(), pool), node).ask();
      blocks =
          new StoredChain(
              learned.chain,
              stores,
              new PoolPart(learned.pools, new ChainMeters(new SimpleMeterRegistry())));
      states = started();
    }

    /** As after a start of the service. */
    FirstStates started() {
      return new FirstStates(learned.asked, learned.pools, poolStore, blockStore, learned.clock);
    }

    Service learn(FirstStates by) {
      learned.follow().later(Duration.ofMinutes(1));
      var _ = Learned.await(by.round().onFailure().recoverWithNull());
      return this;
    }

    Service learn() {
      return learn(states);
    }

    long now() {
      return Learned.await(RecordingClock.BLOCKS.horizon(stores.pool, Long.MIN_VALUE));
    }

    @Nullable KeptState kept(long asOf) {
      return Learned.await(poolStore.states(CHAIN, List.of(pool), asOf)).get(pool);
    }

    KeptState known() {
      return Objects.requireNonNull(kept(now()));
    }

    BlockRef newest() {
      return Learned.await(blockStore.newest(CHAIN, 1)).getFirst();
    }
  }

  @Test
  void aPoolOfV2HasAPriceBeforeAnythingHappensToIt() throws Exception {
    Service service = new Service(uniswap.poolOfV2(1_000, 50_000), anvil.url());
    service.blocks.begin();
    long before = service.now();
    assertThat(service.kept(before)).isNull();

    KeptState known = service.learn().known();
    assertThat(known.state()).isEqualTo(uniswap.reserves(service.pool));
    assertThat(known.block()).isEqualTo(service.newest());
    assertThat(PoolPrice.of(service.learned.pool(), known.state()).orElseThrow().price())
        .isEqualByComparingTo("50");
    // it was not known then
    assertThat(service.kept(before)).isNull();

    uniswap.add(service.pool, 1_000);
    assertThat(service.blocks.follow()).isZero();
    assertThat(service.known().state()).isEqualTo(uniswap.reserves(service.pool));
    long moment = service.now();
    KeptState then = service.known();

    // the first state stands again once what came behind it is taken back
    var _ = anvil.reorg(1);
    assertThat(service.blocks.follow()).isOne();
    assertThat(service.known()).isEqualTo(known);
    assertThat(service.kept(moment)).isEqualTo(then);
  }

  @Test
  void theFirstStateGoesWithItsBlockAndIsAskedForAgain() throws Exception {
    Service service = new Service(uniswap.poolOfV2(1_000, 50_000), anvil.url());
    service.blocks.begin();
    var _ = anvil.mine(1);
    assertThat(service.blocks.follow()).isZero();
    KeptState known = service.learn().known();
    long moment = service.now();

    var _ = anvil.reorg(1);
    assertThat(service.blocks.follow()).isOne();
    assertThat(service.kept(service.now())).isNull();
    assertThat(service.kept(moment)).isEqualTo(known);

    KeptState again = service.learn().known();
    assertThat(again.state()).isEqualTo(known.state());
    assertThat(again.block()).isEqualTo(service.newest()).isNotEqualTo(known.block());
    assertThat(service.kept(moment)).isEqualTo(known);
  }

  @Test
  void whatIsOfferedInAPoolOfV3IsFollowedFromItsFirstStateOn() throws Exception {
    Uniswap.Offering offering = uniswap.poolOfV3();
    Service service = new Service(offering.pool(), anvil.url());
    service.blocks.begin();
    PoolState.V3 first = (PoolState.V3) service.learn().known().state();
    assertThat(first).isEqualTo(uniswap.slot(offering));
    assertThat(first.liquidity()).isPositive();

    uniswap.offer(offering);
    assertThat(service.blocks.follow()).isZero();
    PoolState.V3 more = (PoolState.V3) service.known().state();
    assertThat(more).isEqualTo(uniswap.slot(offering));
    assertThat(more.liquidity()).isGreaterThan(first.liquidity());
  }

  @Test
  void nothingIsStoredOfABlockThatIsNotTheNewestAnyMore() throws Exception {
    Service service = new Service(uniswap.poolOfV2(1_000, 50_000), anvil.url());
    service.blocks.begin();
    BlockRef newest = service.newest();
    var _ = anvil.mine(1);
    assertThat(service.blocks.follow()).isZero();
    PoolState state = uniswap.reserves(service.pool);
    assertThat(Learned.await(poolStore.begin(CHAIN, service.pool, newest, state))).isFalse();
    assertThat(Learned.await(poolStore.begin("other", service.pool, newest, state))).isFalse();
    assertThat(service.kept(service.now())).isNull();
  }

  @Test
  void whatHappenedWhileAPoolWasNotNamedIsNoticedAtTheNextStart() throws Exception {
    Service service = new Service(uniswap.poolOfV2(1_000, 50_000), anvil.url());
    service.blocks.begin();
    PoolState other = new PoolState.V2(BigInteger.ONE, BigInteger.TWO);
    assertThat(Learned.await(poolStore.begin(CHAIN, service.pool, service.newest(), other)))
        .isTrue();
    var _ = anvil.mine(1);
    assertThat(service.blocks.follow()).isZero();
    assertThat(service.known().state()).isEqualTo(other);

    assertThat(service.learn().known().state()).isEqualTo(uniswap.reserves(service.pool));
    assertThat(service.known().block()).isEqualTo(service.newest());
    KeptState right = service.known();
    assertThat(service.learn(service.started()).known()).isEqualTo(right);
  }

  @Test
  void whereNodesDoNotHaveTheStateItStaysUnknownUntilTheyDo() throws Exception {
    Address pool = uniswap.poolOfV2(1_000, 50_000);
    try (FaultyNode node = new FaultyNode(anvil.url())) {
      Service service = new Service(pool, node.url());
      service.blocks.begin();
      for (String answer :
          List.of(
              "\"error\":{\"code\":-32000,\"message\":\"missing trie node\"}",
              "\"error\":{\"code\":3,\"message\":\"execution reverted\"}",
              "\"result\":\"0x\"",
              "\"result\":\"0x12\"",
              "\"result\":\"0x" + "ff".repeat(32) + "\"",
              "\"result\":\"0x" + "ff".repeat(96) + "\"",
              "\"result\":7")) {
        node.answersCalls(answer);
        assertThat(service.learn().kept(service.now())).as(answer).isNull();
      }
      node.answersCalls(null);
      TimeUnit.MILLISECONDS.sleep(300); // a node that failed rests
      assertThat(service.learn().known().state()).isEqualTo(uniswap.reserves(pool));

      // its blocks are followed as before
      var _ = node.becomes(Fault.NO_PROOF);
      uniswap.add(pool, 1_000);
      assertThat(service.blocks.follow()).isZero();
      assertThat(service.known().state()).isEqualTo(uniswap.reserves(pool));
    }
  }
}
