package io.tapeline.chain.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tapeline.chain.Hash;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.chain.evm.TestToken;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.state.Code;
import io.tapeline.chain.read.token.Meaning;
import io.tapeline.chain.read.token.SlotReading;
import io.tapeline.chain.read.token.TokenFacts;
import io.tapeline.chain.read.token.TokenReading;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real chain with a real token. */
class TokenReaderTest {

  private static final BigInteger SUPPLY = new BigInteger("1000000000000000000000000");
  private static final Address NOBODY = Address.parse("0x00000000000000000000000000000000000bad01");

  private static Anvil anvil;
  private static TestToken token;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    anvil = Anvil.start();
    token = TestToken.deploy(anvil, SUPPLY);
    var _ = anvil.mine(10);
  }

  @AfterAll
  static void stop() {
    if (anvil != null) {
      anvil.close();
    }
  }

  private static TokenReading read(Readers readers, Address contract, boolean mustBeVerified) {
    BlockChoice latest = BlockChoice.parse("latest");
    return Readers.await(readers.tokens.read(readers.ask(), contract, latest, mustBeVerified));
  }

  @Test
  void supplyAndCodeAreProvedAndTheRestIsWhatItSays() throws Exception {
    try (Readers readers = new Readers(Map.of(), anvil.url(), anvil.url())) {
      TokenReading reading = read(readers, token.contract(), true);
      assertThat(reading.state().code().kind()).isEqualTo(Code.Kind.CONTRACT);
      assertThat(reading.supply().value()).isEqualTo(SUPPLY);
      assertThat(reading.supply().meaning()).isEqualTo(Meaning.INFERRED);
      assertThat(reading.supply().slot()).isEqualTo(Hash.of(BigInteger.TWO));
      assertThat(reading.facts()).isEqualTo(new TokenFacts("Tape Token", "TPT", 18));
      assertThat(Readers.verified(reading.anchor(), reading.supply().claim(), List.of()))
          .contains("0002: 0x" + SUPPLY.toString(16));
      assertThat(Readers.verified(reading.anchor(), reading.state().claim(), List.of()))
          .contains("code with the hash " + reading.state().codeHash());
    }
  }

  @Test
  void theSlotThatTheConfigurationNamesIsTakenAndComparedAllTheSame() {
    Map<String, String> settings =
        Map.of(
            "tapeline.chains.local.tokens.tpt.contract",
            token.contract().toString(),
            "tapeline.chains.local.tokens.tpt.supply-slot",
            "3");
    try (Readers readers = new Readers(settings, anvil.url())) {
      SlotReading supply = read(readers, token.contract(), false).supply();
      assertThat(supply.meaning()).isEqualTo(Meaning.CONFIGURED);
      assertThat(supply.value()).isEqualTo(SUPPLY);
      assertThat(requireNonNull(supply.doubt()).why())
          .startsWith(
              "totalSupply answers " + SUPPLY + ", and the slot that is taken for it holds");
    }
  }

  @Test
  void whatIsNoTokenHasNoSupply() {
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      TokenReading reading = read(readers, NOBODY, false);
      assertThat(reading.state().code()).isEqualTo(Code.ABSENT);
      assertThat(reading.supply().value()).isNull();
      assertThat(reading.facts()).isEqualTo(TokenFacts.UNKNOWN);
      Throwable failure = catchThrowable(() -> read(readers, NOBODY, true));
      assertThat(((ProblemException) failure).problem()).isInstanceOf(Problem.Unprovable.class);
    }
  }

  @Test
  void whereNodesDoNotAgreeOnWhatItSaysTheSlotAloneIsProved() throws Exception {
    Map<String, String> settings =
        Map.of(
            "tapeline.chains.local.tokens.tpt.contract",
            token.contract().toString(),
            "tapeline.chains.local.tokens.tpt.supply-slot",
            "0x2");
    try (FaultyNode faulty = new FaultyNode(anvil.url());
        Readers readers = new Readers(settings, faulty.url(), anvil.url())) {
      Ask ask = readers.ask();
      var _ = faulty.becomes(Fault.FALSE_CALL);
      TokenReading reading =
          Readers.await(
              readers.tokens.read(ask, token.contract(), BlockChoice.parse("latest"), true));
      assertThat(reading.supply().value()).isEqualTo(SUPPLY);
      assertThat(reading.supply().reported()).isNull();
      assertThat(reading.facts()).isEqualTo(TokenFacts.UNKNOWN);
    }
  }
}
