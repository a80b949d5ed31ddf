package io.tapeline.chain.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.chain.evm.TestToken;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.account.AccountQuestion;
import io.tapeline.chain.read.account.AccountReading;
import io.tapeline.chain.read.state.Code;
import io.tapeline.chain.read.token.Meaning;
import io.tapeline.chain.read.token.SlotReading;
import io.tapeline.chain.read.token.TokenFacts;
import io.tapeline.chain.token.Layout;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a real chain with a real token, one of whose nodes does what it likes. */
class AccountReaderTest {

  private static final BigInteger SUPPLY = new BigInteger("1000000000000000000000000");
  private static final Address NOBODY = Address.parse("0x00000000000000000000000000000000000bad01");
  private static final Address OTHER = Address.parse("0x00000000000000000000000000000000000bad02");

  private static Anvil anvil;
  private static FaultyNode faulty;
  private static TestToken token;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    anvil = Anvil.start();
    token = TestToken.deploy(anvil, SUPPLY);
    var _ = anvil.mine(80);
    faulty = new FaultyNode(anvil.url());
  }

  @AfterAll
  static void stop() {
    if (faulty != null) {
      faulty.close();
    }
    if (anvil != null) {
      anvil.close();
    }
  }

  @AfterEach
  void heal() {
    var _ = faulty.becomes(Fault.NONE);
  }

  private static AccountQuestion about(Address address, String block, Address... tokens) {
    return new AccountQuestion(
        address,
        List.of(Hash.of(BigInteger.ZERO), Hash.of(BigInteger.TWO)),
        List.of(tokens),
        BlockChoice.parse(block),
        false);
  }

  private static AccountQuestion strictly(AccountQuestion question) {
    return new AccountQuestion(
        question.address(), question.slots(), question.tokens(), question.block(), true);
  }

  private static Problem problem(Readers readers, AccountQuestion question) {
    Throwable failure = catchThrowable(() -> readers.account(question));
    assertThat(failure).isInstanceOf(ProblemException.class);
    return ((ProblemException) failure).problem();
  }

  private static SlotReading balance(AccountReading reading) {
    return reading.tokens().getFirst().balance();
  }

  private static String doubt(AccountReading reading) {
    Doubt doubt = balance(reading).doubt();
    return doubt == null ? "none" : doubt.why();
  }

  @Test
  void balancesAndStorageAreProvedWhileBlocksComeAndTransfersAreUnderWay() throws Exception {
    try (Anvil busy = Anvil.start("--block-time", "1");
        Readers readers = new Readers(Map.of(), busy.url(), busy.url())) {
      TestToken its = TestToken.deploy(busy, SUPPLY);
      BigInteger last = BigInteger.ZERO;
      var _ = TestToken.send(busy, Map.of("to", OTHER.toString(), "value", "0x7"));
      for (int i = 1; i <= 4; i++) {
        its.transfer(OTHER, BigInteger.valueOf(1_000L * i));
        var _ =
            busy.ask(
                "eth_sendTransaction",
                Map.of("from", TestToken.OWNER.toString(), "to", OTHER.toString(), "value", "0x7"));
        AccountReading reading = readers.account(about(OTHER, "latest", its.contract()));
        String block = reading.anchor().hash().toString();
        assertThat(reading.state().doubt()).isNull();
        assertThat(reading.state().balance())
            .isEqualTo(
                number(
                    busy.ask("eth_getBalance", OTHER.toString(), Map.of("blockHash", block))
                        .asText()));
        assertThat(balance(reading).isVerified()).as(doubt(reading)).isTrue();
        assertThat(balance(reading).value()).isEqualTo(its.balance(OTHER, block));
        assertThat(balance(reading).value()).isGreaterThan(last);
        last = requireNonNull(balance(reading).value());
        assertThat(Readers.verified(reading.anchor(), reading.state().claim(), List.of()))
            .contains("balance " + reading.state().balance() + " wei");
        assertThat(Readers.verified(reading.anchor(), balance(reading).claim(), List.of()))
            .contains("0x" + last.toString(16), its.contract().toString());
      }
    }
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex.substring(2), 16);
  }

  @Test
  void anAccountThatIsNotThereIsProvedToBeAbsent() throws Exception {
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      AccountReading reading = readers.account(about(NOBODY, "latest"));
      assertThat(reading.state().doubt()).isNull();
      assertThat(reading.state().code()).isEqualTo(Code.ABSENT);
      assertThat(reading.state().values()).containsExactly(BigInteger.ZERO, BigInteger.ZERO);
      assertThat(Readers.verified(reading.anchor(), reading.state().claim(), List.of()))
          .contains("account " + NOBODY + " is not in the state", "nothing is stored");
    }
  }

  @Test
  void aContractItsSlotsAndAnAccountThatDelegatesAreToldApart() throws Exception {
    Address delegating = Address.parse("0x00000000000000000000000000000000000bad03");
    var _ =
        anvil.ask(
            "anvil_setCode",
            delegating.toString(),
            "0xef0100" + token.contract().toString().substring(2));
    var _ = anvil.mine(1);
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      AccountReading contract = readers.account(about(token.contract(), "latest"));
      assertThat(contract.state().code().kind()).isEqualTo(Code.Kind.CONTRACT);
      assertThat(contract.state().values()).containsExactly(BigInteger.ZERO, SUPPLY);
      assertThat(readers.account(about(delegating, "latest")).state().code())
          .isEqualTo(new Code(Code.Kind.DELEGATED, token.contract()));
      assertThat(readers.account(about(TestToken.OWNER, "latest")).state().code())
          .isEqualTo(Code.NONE);
    }
  }

  // ---------------------------------------------------------------- tokens

  @Test
  void theSlotOfABalanceIsInferredOnceAndComparedEachTime() throws Exception {
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      AccountReading none = readers.account(about(NOBODY, "latest", token.contract()));
      assertThat(balance(none).meaning()).isEqualTo(Meaning.REPORTED);
      assertThat(balance(none).value()).isEqualTo(BigInteger.ZERO);
      assertThat(doubt(none)).endsWith("what balanceOf answers is too small to tell");

      AccountReading owner = readers.account(about(TestToken.OWNER, "latest", token.contract()));
      assertThat(balance(owner).isVerified()).as(doubt(owner)).isTrue();
      assertThat(balance(owner).meaning()).isEqualTo(Meaning.INFERRED);
      assertThat(balance(owner).slot())
          .isEqualTo(Layout.SOLIDITY.slot(Hash.of(BigInteger.ZERO), TestToken.OWNER));
      assertThat(owner.tokens().getFirst().facts())
          .isEqualTo(new TokenFacts("Tape Token", "TPT", 18));

      AccountReading again = readers.account(about(NOBODY, "latest", token.contract()));
      assertThat(balance(again).isVerified()).isTrue();
      assertThat(balance(again).value()).isEqualTo(BigInteger.ZERO);
      assertThat(Readers.verified(again.anchor(), balance(again).claim(), List.of()))
          .contains("nothing is stored");
    }
  }

  @Test
  void theSlotThatTheConfigurationNamesIsTaken() {
    Map<String, String> settings =
        Map.of(
            "tapeline.chains.local.tokens.tpt.contract",
            token.contract().checksummed(),
            "tapeline.chains.local.tokens.tpt.balance-slot",
            "0x0");
    try (Readers readers = new Readers(settings, anvil.url())) {
      AccountReading reading = readers.account(about(NOBODY, "latest", token.contract()));
      assertThat(balance(reading).isVerified()).isTrue();
      assertThat(balance(reading).meaning()).isEqualTo(Meaning.CONFIGURED);
    }
  }

  @Test
  void balancesOfVyperAndOfNamespacesAreFound() throws Exception {
    BigInteger units = BigInteger.valueOf(123_456);
    Address vyper = Address.parse("0x00000000000000000000000000000000000bad04");
    Hash slot = Layout.VYPER.slot(Hash.of(BigInteger.valueOf(5)), NOBODY);
    var _ = TestToken.answering(anvil, vyper, units).holding(slot.toString(), units);
    Address namespaced = Address.parse("0x00000000000000000000000000000000000bad05");
    Hash other =
        Layout.SOLIDITY.slot(
            Hash.of("0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00"), NOBODY);
    var _ = TestToken.answering(anvil, namespaced, units).holding(other.toString(), units);
    var _ = anvil.mine(1);
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      AccountReading reading = readers.account(about(NOBODY, "latest", vyper, namespaced));
      assertThat(reading.tokens().stream().map(each -> each.balance().slot()))
          .containsExactly(slot, other);
      assertThat(reading.tokens()).allMatch(each -> each.balance().isVerified());
    }
  }

  @Test
  void aContractThatAnswersSomethingElseThanItsSlotHoldsIsNotVerified() throws Exception {
    BigInteger units = BigInteger.valueOf(777_777);
    Address rebasing = Address.parse("0x00000000000000000000000000000000000bad06");
    Hash slot = Layout.SOLIDITY.slot(Hash.of(BigInteger.ONE), NOBODY);
    var _ = TestToken.answering(anvil, rebasing, units).holding(slot.toString(), units);
    var _ = anvil.mine(1);
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      assertThat(balance(readers.account(about(NOBODY, "latest", rebasing))).isVerified()).isTrue();
      var _ = TestToken.answering(anvil, rebasing, units.add(BigInteger.TEN));
      var _ = anvil.mine(1);
      AccountQuestion question = about(NOBODY, "latest", rebasing);
      AccountReading reading = readers.account(question);
      assertThat(balance(reading).value()).isEqualTo(units.add(BigInteger.TEN));
      assertThat(doubt(reading))
          .isEqualTo("balanceOf answers 777787, and the slot that is taken for it holds 777777");
      // from then on the slot is not taken for it any more
      assertThat(doubt(readers.account(question)))
          .endsWith("none of the usual ones hold what balanceOf answers");
      assertThat(problem(readers, strictly(question))).isInstanceOf(Problem.Unprovable.class);
    }
  }

  @Test
  void whereSeveralSlotsHoldItNoneIsTaken() throws Exception {
    BigInteger units = BigInteger.valueOf(555_555);
    Address twice = Address.parse("0x00000000000000000000000000000000000bad07");
    var _ =
        TestToken.answering(anvil, twice, units)
            .holding(Layout.SOLIDITY.slot(Hash.of(BigInteger.ONE), NOBODY).toString(), units)
            .holding(Layout.SOLIDITY.slot(Hash.of(BigInteger.TWO), NOBODY).toString(), units);
    var _ = anvil.mine(1);
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      AccountReading reading = readers.account(about(NOBODY, "latest", twice));
      assertThat(doubt(reading)).contains("several of the usual ones hold");
      assertThat(balance(reading).value()).isEqualTo(units);
    }
  }

  @Test
  void whatIsNoTokenIsSaidToBeNone() {
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      AccountReading reading = readers.account(about(TestToken.OWNER, "latest", NOBODY));
      assertThat(balance(reading).value()).isNull();
      assertThat(doubt(reading))
          .isEqualTo("balanceOf answers no number, so this may be no ERC-20 token");
      assertThat(readers.nodes().getFirst().works()).isTrue();
    }
  }

  // ---------------------------------------------------------------- blocks

  @Test
  void blocksAreChosenByTagNumberAndHash() throws Exception {
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      AccountReading latest = readers.account(about(TestToken.OWNER, "latest"));
      long newest = latest.anchor().header().number();
      assertThat(latest.anchor().confirmations()).isOne();
      assertThat(latest.isSettled()).isFalse();
      AccountReading last = readers.account(about(TestToken.OWNER, "finalized"));
      assertThat(last.anchor().header().number()).isEqualTo(newest - 64);
      assertThat(last.anchor().finality()).isEqualTo(Finality.FINALIZED);
      assertThat(last.isSettled()).isFalse();
      AccountReading numbered = readers.account(about(TestToken.OWNER, "" + (newest - 40)));
      assertThat(numbered.anchor().finality()).isEqualTo(Finality.SAFE);
      assertThat(numbered.anchor().confirmations()).isEqualTo(41);
      AccountReading hashed =
          readers.account(about(TestToken.OWNER, last.anchor().hash().toString()));
      assertThat(hashed.anchor()).isEqualTo(last.anchor());
      assertThat(hashed.isSettled()).isTrue();
      assertThat(problem(readers, about(TestToken.OWNER, "" + (newest + 1))))
          .isEqualTo(
              new Problem.UnknownBlock(
                  "local", "" + (newest + 1), "The newest has the number %d.".formatted(newest)));
      assertThat(problem(readers, about(TestToken.OWNER, "0x" + "11".repeat(32))))
          .isInstanceOf(Problem.UnknownBlock.class);
      assertThat(readers.nodes().getFirst().works()).isTrue();
    }
  }

  @Test
  void aBlockThatIsNotOnTheChainProvesNothingOfIt() throws Exception {
    try (Anvil other = Anvil.start().mine(85);
        Readers readers = new Readers(Map.of(), anvil.url(), anvil.url(), other.url())) {
      String hash = other.ask("eth_getBlockByNumber", "0x14", false).path("hash").asText();
      AccountQuestion question = about(TestToken.OWNER, hash);
      AccountReading reading = readers.account(question);
      assertThat(requireNonNull(reading.state().doubt()).why())
          .startsWith("the block is not on the chain, which has 0x");
      assertThat(reading.anchor().confirmations()).isZero();
      assertThat(Readers.verified(reading.anchor(), reading.state().claim(), List.of()))
          .contains("not proved: that local has this block");
      assertThat(problem(readers, strictly(question))).isInstanceOf(Problem.Unprovable.class);
    }
  }

  // ---------------------------------------------------------------- nodes that fail or lie

  @Test
  void aNodeWhoseProofsDoNotFitIsCaughtAndSetAside() throws Exception {
    try (FaultyNode late = new FaultyNode(anvil.url()).becomes(Fault.LATE);
        Readers readers = new Readers(Map.of(), faulty.url(), late.url(), late.url())) {
      var _ = faulty.becomes(Fault.FALSE_PROOF);
      for (int i = 1; i <= 10 && readers.nodes().getFirst().aside() == null; i++) {
        AccountReading reading = readers.account(about(address(i), "latest"));
        assertThat(reading.state().doubt()).isNull();
      }
      NodeState liar = readers.nodes().getFirst();
      assertThat(liar.aside())
          .startsWith("what it says was refuted again and again: account 0x")
          .contains("the balance is 0, not 16");
      // agreeing on heads does not excuse it
      for (int i = 0; i < 10; i++) {
        assertThat(readers.ask().head()).isNotNull();
      }
      assertThat(readers.nodes().getFirst().aside()).isNotNull();
    }
  }

  /** Which nobody asked about before, so that nothing is remembered. */
  private static Address address(int number) {
    return Address.parse("0x%040x".formatted(0xabc_000 + number));
  }

  @Test
  void aNodeThatAnswersOtherCallsThanTheRestIsCaught() {
    try (Readers readers = new Readers(Map.of(), faulty.url(), anvil.url(), anvil.url())) {
      var _ = faulty.becomes(Fault.FALSE_CALL);
      for (int i = 1; i <= 3; i++) {
        AccountReading reading =
            readers.account(about(address(100 + i), "latest", token.contract()));
        assertThat(balance(reading).reported()).isEqualTo(BigInteger.ZERO);
      }
      assertThat(readers.nodes().getFirst().aside()).contains("it differs in");
    }
  }

  @Test
  void whereEveryNodeLiesNothingIsProvedAndTheReasonIsSaid() {
    try (Readers readers = new Readers(Map.of(), faulty.url())) {
      var _ = faulty.becomes(Fault.FALSE_PROOF);
      AccountReading reading = readers.account(about(TestToken.OWNER, "latest"));
      Doubt doubt = requireNonNull(reading.state().doubt());
      assertThat(doubt.why()).startsWith("a: account " + TestToken.OWNER + ": the balance is");
      assertThat(reading.state().claim()).isNull();
      Problem problem = problem(readers, strictly(about(TestToken.OWNER, "latest")));
      assertThat(problem).isInstanceOf(Problem.NotProved.class);
      // nobody proved the contrary, so nobody is set aside
      assertThat(readers.nodes().getFirst().aside()).isNull();
    }
  }

  @Test
  void whereNodesHaveNoProofsWhatTheyReportIsSaidToBeThat() throws Exception {
    try (Readers readers = new Readers(Map.of(), faulty.url())) {
      var _ = faulty.becomes(Fault.NO_PROOF);
      AccountReading reading = readers.account(about(token.contract(), "latest", token.contract()));
      assertThat(requireNonNull(reading.state().doubt()).why()).contains("-32601");
      assertThat(reading.state().values()).containsExactly(BigInteger.ZERO, SUPPLY);
      assertThat(reading.state().code()).isEqualTo(Code.UNREAD);
      assertThat(balance(reading).meaning()).isEqualTo(Meaning.REPORTED);
      assertThat(problem(readers, strictly(about(token.contract(), "latest"))))
          .isInstanceOf(Problem.Unprovable.class);
      // having no proofs is no fault of health
      assertThat(readers.nodes().getFirst().works()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "SLOW",
        "CUT_OFF",
        "TRUNCATED",
        "EMPTY",
        "HTML",
        "FAILING",
        "LIMITED",
        "RPC_LIMITED",
        "UNAUTHORIZED",
        "OTHER_IDS",
        "ABSURD_NUMBER",
        "LYING",
        "NO_RESULT",
        "NUMBER"
      })
  void whateverOneNodeDoesAnotherProvesIt(Fault fault) {
    Map<String, String> settings =
        Map.of("tapeline.chains.local.nodes.a.timeout", "1s", "tapeline.chains.local.quorum", "1");
    try (Readers readers = new Readers(settings, faulty.url(), anvil.url())) {
      Ask ask = readers.ask();
      var _ = faulty.becomes(fault);
      AccountReading reading =
          Readers.await(readers.accounts.read(ask, about(TestToken.OWNER, "latest")));
      assertThat(reading.state().doubt()).isNull();
      Problem none;
      try (Readers alone = new Readers(settings, faulty.becomes(Fault.NONE).url())) {
        Ask before = alone.ask();
        var _ = faulty.becomes(fault);
        Throwable failure =
            catchThrowable(
                () -> Readers.await(alone.accounts.read(before, about(TestToken.OWNER, "latest"))));
        none = ((ProblemException) requireNonNull(failure)).problem();
      }
      assertThat(none).isInstanceOf(Problem.NotProved.class);
      assertThat(none.text().detail()).contains("a: ");
    }
  }

  @Test
  void equalQuestionsUnderWayAreAskedOnceAndAnswersOfABlockAreKept() {
    try (Readers readers = new Readers(Map.of(), faulty.url())) {
      Ask ask = readers.ask();
      AccountQuestion question = about(TestToken.OWNER, "latest", token.contract());
      var _ = faulty.asked();
      List<AccountReading> both =
          Readers.await(
              Uni.join()
                  .all(readers.accounts.read(ask, question), readers.accounts.read(ask, question))
                  .andFailFast());
      int asked = faulty.asked();
      assertThat(both.getFirst().state()).isEqualTo(both.getLast().state());
      // header, proof, balance, where it is, name, symbol and decimals
      assertThat(asked).isEqualTo(7);
      // the slot, now that it is known, has a proof of its own
      var _ = Readers.await(readers.accounts.read(ask, question));
      assertThat(faulty.asked()).isOne();
      var _ = Readers.await(readers.accounts.read(ask, question));
      assertThat(faulty.asked()).isZero();
    }
  }
}
