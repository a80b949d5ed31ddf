package io.tapeline.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.rpc.AnswerBody;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.Network;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers in the forms of Bitcoin Core 22 to 28. */
class NodeAnswersTest {

  private static final String BEST =
      "00000000000000000002a7c4c1e48d76c5a37902165a270156b7a8d72728a054";

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    return AnswerBody.json(bytes(text));
  }

  private static void assertRefused(Runnable reading, String reason) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(reading::run)
        .withMessageContaining(reason);
  }

  private static String state(String chain) {
    return """
        {"chain": "%s", "blocks": 800000, "headers": 800001, "bestblockhash": "%s",
         "difficulty": 53911173001054.59, "time": 1690168629, "mediantime": 1690165851,
         "verificationprogress": 0.9999, "initialblockdownload": false,
         "chainwork": "00000000000000000000000000000000000000004fc85ab3390629e495bf13d5",
         "size_on_disk": 564922121234, "pruned": false, "warnings": []}"""
        .formatted(chain, BEST);
  }

  @Test
  void aNodeTellsHowItStands() {
    assertThat(NodeState.read(json(state("main"))))
        .isEqualTo(
            new NodeState(
                Network.MAINNET,
                800_000,
                800_001,
                Hash256.parse(BEST),
                new BigInteger("4fc85ab3390629e495bf13d5", 16),
                false));
  }

  @ParameterizedTest
  @CsvSource({"main, mainnet", "test, testnet3", "testnet4, testnet4", "regtest, regtest"})
  void coresNamesOfNetworksAreKnown(String chain, String name) {
    assertThat(NodeState.read(json(state(chain))).network().name()).isEqualTo(name);
  }

  @Test
  void otherChainsAreRefused() {
    assertRefused(() -> NodeState.read(json(state("signet"))), "signet");
    assertRefused(() -> NodeState.read(json(state("<b>"))), "can't be checked: another");
  }

  @Test
  void smartEstimatesAreGivenInSatoshi() {
    assertThat(NodeFees.estimate(json("{'feerate':0.00012345,'blocks':2}")))
        .contains(new BigDecimal("12.345"));
    assertThat(NodeFees.estimate(json("{'feerate':0.00001000,'blocks':2}")))
        .contains(new BigDecimal("1.000"));
    assertThat(
            NodeFees.estimate(
                json("{'errors':['Insufficient data or no feerate found'],'blocks':0}")))
        .isEmpty();
    assertRefused(() -> NodeFees.estimate(json("{'feerate':-1,'blocks':2}")), "feerate");
    assertRefused(() -> NodeFees.estimate(json("{'feerate':'1'}")), "feerate is no number");
  }

  @Test
  void theLeastIsWhatANodePassesOn() {
    assertThat(
            NodeFees.least(
                json("{'size':5,'mempoolminfee':0.00002500,'minrelaytxfee':0.00001000}")))
        .isEqualByComparingTo("2.5");
    assertThat(NodeFees.least(json("{'mempoolminfee':0.00000100}"))).isEqualByComparingTo("0.1");
    assertRefused(() -> NodeFees.least(json("{}")), "mempoolminfee is missing");
  }
}
