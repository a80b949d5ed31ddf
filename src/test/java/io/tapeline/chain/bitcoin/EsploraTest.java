package io.tapeline.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.rpc.AnswerBody;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.fee.FeeBucket;
import io.tapeline.chain.spv.fee.FeeEstimate;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in the forms of Esplora's documentation. */
class EsploraTest {

  private static final String FIRST =
      """
      {"id": "00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048", "height": 1,
       "version": 1, "timestamp": 1231469665, "tx_count": 1, "size": 215, "weight": 860,
       "merkle_root": "0e3e2357e806b6cdb1f70b54c3a3a17b6714ee1f0e68bebb44a74b1efd512098",
       "previousblockhash": "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
       "mediantime": 1231006505, "nonce": 2573394689, "bits": 486604799, "difficulty": 1}""";

  private static JsonNode json(String text) {
    return AnswerBody.json(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void headersAreMadeAgainAndChecked() {
    assertThat(Esplora.header(json(FIRST)).bits()).hasToString("1d00ffff");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Esplora.header(json(FIRST.replace("2573394689", "2573394688"))))
        .withMessageContaining("has the hash");
  }

  @Test
  void branchesAreRead() {
    String sibling = "ab".repeat(32);

    assertThat(Esplora.branch(json("{'block_height':363348,'merkle':['" + sibling + "'],'pos':1}")))
        .isEqualTo(new MerkleBranch(1, List.of(Hash256.parse(sibling))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'merkle':[],'pos':1}",
        "{'merkle':['xx'],'pos':1}",
        "{'merkle':[7],'pos':1}",
        "{'merkle':'x','pos':1}",
        "{'pos':0}",
        "{'merkle':[],'pos':-1}",
        "{'merkle':[],'pos':1e9}",
        "{'merkle':['','','','','','','','','','','','','','','',''],'pos':0}"
      })
  void branchesThatNoneCanBeAreRefused(String body) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Esplora.branch(json(body)));
  }

  @Test
  void theHistogramMakesAnEstimate() {
    String body =
        """
        {"count": 8134, "vsize": 3444604, "total_fee": 29204625,
         "fee_histogram": [[53.01, 102131], [38.56, 110990], [34.12, 138976], [24.34, 112619],
                           [3.16, 246346], [2.92, 239701], [1.1, 775272]]}""";

    FeeEstimate estimate =
        FeeEstimate.from(List.of(), Esplora.mempool(json(body)), BigDecimal.ONE).orElseThrow();

    assertThat(Esplora.mempool(json(body)).buckets())
        .startsWith(new FeeBucket(new BigDecimal("53.01"), 102_131));
    // 950,763 from 2.92 up, and so 49,237 of 775,272 between 2.92 and 1.1
    assertThat(estimate.fast().rate()).isEqualByComparingTo("2.805");
    assertThat(estimate.slow().rate()).isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'fee_histogram':5}",
        "{'fee_histogram':[5]}",
        "{'fee_histogram':[[1]]}",
        "{'fee_histogram':[[1,2,3]]}",
        "{'fee_histogram':[[-1,2]]}",
        "{'fee_histogram':[[1,-2]]}",
        "{'fee_histogram':[['1',2]]}",
        "{'fee_histogram':[[1,1e30]]}",
        "{'fee_histogram':[[1e1000000000,1]]}"
      })
  void histogramsThatNoneCanBeAreRefused(String body) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Esplora.mempool(json(body)));
  }

  @Test
  void estimatesAreByBlocks() {
    assertThat(Esplora.estimates(json("{'1':87.882,'144':1.027,'x':'y','1008':1}")))
        .containsOnlyKeys(1, 144, 1_008)
        .containsEntry(1, new BigDecimal("87.882"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Esplora.estimates(json("{'1':-3}")));
  }
}
