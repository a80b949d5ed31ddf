package io.tapeline.chain.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.contract.Contracts;
import io.tapeline.chain.contract.Uniswap;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.chain.pool.Kind;
import io.tapeline.chain.pool.PoolCheck;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.TokenCheck;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real contracts on a real node say of themselves is taken, and nothing else. */
class ContractChecksTest {

  private static final String CHAIN = Learned.CHAIN;

  private final Vertx vertx = Vertx.vertx();
  private Anvil anvil;
  private Uniswap uniswap;

  @BeforeEach
  void open() throws Exception {
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    anvil = Anvil.start();
    uniswap = new Uniswap(new Contracts(anvil));
  }

  @AfterEach
  void close() {
    anvil.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Learned learned(Map<String, String> settings) {
    return new Learned(vertx, settings, anvil.url()).ask();
  }

  private Map<String, String> settings(Address pool) {
    return new HashMap<>(Learned.pool(uniswap.gold(), uniswap.coin(), pool));
  }

  private PoolCheck check(Learned learned) {
    return learned.pools.check(CHAIN, learned.pool().address());
  }

  @Test
  void decimalsAndTheKindOfAPoolAreWhatContractsSay() throws Exception {
    Learned learned = learned(settings(uniswap.poolOfV2(1_000, 50_000)));
    assertThat(learned.token("gold").decimals()).isEqualTo(18);
    assertThat(learned.pool().quote().decimals()).isEqualTo(18);
    assertThat(learned.pool().kind()).isEqualTo(Kind.V2);
    assertThat(check(learned)).isEqualTo(new PoolCheck.Right(Kind.V2, null));
    assertThat(learned.pools.isSettled(CHAIN, learned.pool())).isTrue();
    assertThat(learned.checks.open()).isZero();
    assertThat(learned.pools.problem(CHAIN, learned.pool())).isEmpty();
  }

  @Test
  void aPoolOfV3SaysItsFee() throws Exception {
    Learned learned = learned(settings(uniswap.poolOfV3().pool()));
    assertThat(learned.pool().kind()).isEqualTo(Kind.V3);
    assertThat(check(learned)).isEqualTo(new PoolCheck.Right(Kind.V3, new BigDecimal("0.003")));
  }

  @Test
  void whatIsConfiguredIsTakenAgainstTheContractAndThatIsShown() throws Exception {
    Map<String, String> settings = settings(uniswap.poolOfV2(1, 1));
    settings.put("tokens.gold.decimals", "6");
    Learned learned = learned(settings);
    assertThat(learned.token("gold").decimals()).isEqualTo(6);
    assertThat(learned.tokens.problems(CHAIN))
        .containsExactly(
            "gold has 6 decimals by the configuration, which is taken, and 18 by its contract");
    assertThat(learned.pools.problem(CHAIN, learned.pool()))
        .hasValueSatisfying(why -> assertThat(why).startsWith("gold has 6 decimals"));
    assertThat(learned.checks.open()).isOne();
    assertThat(check(learned)).isInstanceOf(PoolCheck.Right.class);
  }

  @Test
  void aPoolOfOtherTokensIsRefused() throws Exception {
    Map<String, String> settings = settings(uniswap.poolOfV2(1, 1));
    settings.put("tokens.silver.contract", new Contracts(anvil).account().toString());
    settings.put("pools.gold-coin.quote", "silver");
    Learned learned = learned(settings);
    assertThat(learned.pools.isRefused(CHAIN, learned.pool())).isTrue();
    assertThat(learned.pools.problems(CHAIN))
        .singleElement()
        .asString()
        .startsWith("nothing is told of gold-coin: its contract has the tokens 0x")
        .contains(uniswap.coin().toString())
        .endsWith(learned.pool().first() + " and " + learned.pool().second());
  }

  @Test
  void aPoolOfAnotherKindIsRefusedAndSoIsWhatIsNoPool() throws Exception {
    Map<String, String> settings = settings(uniswap.poolOfV2(1, 1));
    settings.put("pools.gold-coin.kind", "v3");
    assertThat(check(learned(settings)))
        .isEqualTo(new PoolCheck.Wrong("its contract does not tell its price as pools of v3 do"));
    assertThat(check(learned(settings(uniswap.gold()))))
        .isEqualTo(new PoolCheck.Wrong("its contract does not say which tokens it has"));
  }

  @Test
  void whereThereIsNoContractYetItIsAskedAgain() throws Exception {
    Address later = Address.parse("0x00000000000000000000000000000000000c0de5");
    Learned learned = learned(settings(later));
    assertThat(check(learned)).isEqualTo(new PoolCheck.Absent());
    assertThat(learned.pools.problem(CHAIN, learned.pool()))
        .contains("there is no contract at its address yet");
    assertThat(learned.pools.isRefused(CHAIN, learned.pool())).isFalse();

    Address pool = uniswap.poolOfV2(1, 1);
    String code = anvil.ask("eth_getCode", pool.toString(), "latest").asText();
    var _ = anvil.ask("anvil_setCode", later.toString(), code);
    for (int slot = 6; slot <= 8; slot++) {
      String key = "0x" + "%064x".formatted(slot);
      String value = anvil.ask("eth_getStorageAt", pool.toString(), key, "latest").asText();
      var _ = anvil.ask("anvil_setStorageAt", later.toString(), key, value);
    }
    var _ = anvil.mine(1);
    assertThat(check(learned.follow().ask())).isEqualTo(new PoolCheck.Absent());
    assertThat(check(learned.later(Duration.ofSeconds(1)).ask()))
        .isEqualTo(new PoolCheck.Right(Kind.V2, null));
  }

  /** Absurd numbers, half a word, nothing, a failure: no decimals, and no harm. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7f"
            + "ff"
            + "ff"
            + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            + "5f5260205ff3",
        "60c85f5260205ff3", // 200
        "60125f526010" + "6010f3", // the last 16 bytes of a word
        "60125f5260405ff3", // two words
        "5f5ffd", // a failure
        "fe", // no such instruction
        "00" // nothing
      })
  void whatCanBeNoDecimalsIsNone(String code) throws Exception {
    Address odd = Address.parse("0x00000000000000000000000000000000000c0de5");
    var _ = anvil.ask("anvil_setCode", odd.toString(), "0x" + code);
    var _ = anvil.mine(1);
    Map<String, String> settings = settings(odd);
    settings.put("tokens.odd.contract", odd.toString());
    Learned learned = learned(settings);
    assertThat(learned.token("odd").decimals()).isNull();
    assertThat(learned.tokens.check(CHAIN, odd)).isInstanceOf(TokenCheck.Silent.class);
    assertThat(learned.tokens.problems(CHAIN))
        .singleElement()
        .asString()
        .startsWith("decimals of odd have to be configured: ");
    assertThat(check(learned)).isNotInstanceOf(PoolCheck.Right.class);
    assertThat(learned.token("gold").decimals()).isEqualTo(18);

    // it says a number at last
    var _ = anvil.ask("anvil_setCode", odd.toString(), "0x60125f5260205ff3");
    var _ = anvil.mine(1);
    learned.follow().later(Duration.ofSeconds(1)).ask();
    assertThat(learned.token("odd").decimals()).isEqualTo(18);
    assertThat(learned.tokens.problems(CHAIN)).isEmpty();
  }

  @Test
  void oneNodeThatLiesAmongThreeChangesNothing() throws Exception {
    Map<String, String> settings = settings(uniswap.poolOfV2(1, 1));
    try (FaultyNode liar = new FaultyNode(anvil.url())) {
      Learned learned = new Learned(vertx, settings, liar.url(), anvil.url(), anvil.url());
      var _ = liar.becomes(Fault.FALSE_CALL);
      learned.ask();
      assertThat(learned.token("coin").decimals()).isEqualTo(18);
      assertThat(check(learned)).isEqualTo(new PoolCheck.Right(Kind.V2, null));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FALSE_CALL", "FAILING", "HTML", "BARE_ERROR", "EMPTY", "SLOW"})
  void whereTooFewNodesAgreeNothingIsLearnedUntilTheyDo(Fault fault) throws Exception {
    Map<String, String> settings = settings(uniswap.poolOfV2(1, 1));
    try (FaultyNode odd = new FaultyNode(anvil.url())) {
      Learned learned = new Learned(vertx, settings, odd.url(), anvil.url());
      var _ = odd.becomes(fault);
      learned.ask();
      assertThat(learned.token("gold").decimals()).isNull();
      assertThat(learned.tokens.check(CHAIN, uniswap.gold()))
          .isInstanceOf(TokenCheck.Unchecked.class);
      assertThat(check(learned)).isInstanceOf(PoolCheck.Unchecked.class);
      assertThat(learned.pools.problem(CHAIN, learned.pool()))
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .startsWith("its contract was asked in vain: ")
                      .contains("; decimals of gold are not known: "));
      assertThat(learned.tokens.problems(CHAIN)).isEmpty();

      var _ = odd.becomes(Fault.NONE);
      for (int i = 0; i < 10 && learned.checks.open() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(250); // a node that failed rests
        learned.later(Duration.ofMinutes(5)).ask();
      }
      assertThat(learned.token("gold").decimals()).isEqualTo(18);
      assertThat(check(learned)).isEqualTo(new PoolCheck.Right(Kind.V2, null));
      assertThat(learned.pools.problem(CHAIN, learned.pool())).isEmpty();
    }
  }

  @Test
  void waitsBecomeLongerAndNobodyIsAskedMeanwhile() throws Exception {
    Map<String, String> settings =
        Map.of("tokens.none.contract", "0x00000000000000000000000000000000000c0de5");
    try (FaultyNode node = new FaultyNode(anvil.url())) {
      Learned learned = new Learned(vertx, settings, node.url()).ask();
      var _ = node.asked();
      learned.ask();
      assertThat(node.asked()).isZero();
      learned.later(Duration.ofSeconds(1)).ask();
      assertThat(node.asked()).isPositive();
      learned.later(Duration.ofMillis(1_999)).ask();
      assertThat(node.asked()).isZero();
      learned.later(Duration.ofMillis(1)).ask();
      assertThat(node.asked()).isPositive();
    }
  }
}
