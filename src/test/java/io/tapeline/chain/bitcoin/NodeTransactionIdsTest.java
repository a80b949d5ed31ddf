package io.tapeline.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.RecordedHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers with the ids alone: one that is recorded, and others with the ids of recorded blocks. */
class NodeTransactionIdsTest {

  private static final String TWO_TRANSACTIONS =
      "000000001c920d495e1eeef2452b6d1c6c229a919b28196c103ecffebabee141";

  private static List<JsonNode> recorded() {
    return RecordedHeaders.answers().stream()
        .filter(json -> json.path("tx").path(0).isTextual())
        .toList();
  }

  private static ObjectNode idsOnly() {
    ObjectNode json =
        RecordedHeaders.answers().stream()
            .filter(each -> each.path("hash").asText().equals(TWO_TRANSACTIONS))
            .findFirst()
            .orElseThrow()
            .deepCopy();
    List<String> ids = new ArrayList<>();
    json.path("tx").forEach(tx -> ids.add(tx.path("txid").asText()));
    ArrayNode only = json.putArray("tx");
    ids.forEach(only::add);
    return json;
  }

  @Test
  void recordedIdsLeadToTheRoot() {
    assertThat(recorded()).isNotEmpty();
    for (JsonNode json : recorded()) {
      NodeTransactionIds read = NodeTransactionIds.read(json);
      Hash256 first = Hash256.parse(json.path("tx").path(0).asText());

      assertThat(read.ids()).hasSize(json.path("tx").size());
      assertThat(read.branch(first).orElseThrow().index()).isZero();
    }
  }

  @Test
  void eachIdHasItsBranchAndOthersHaveNone() {
    NodeTransactionIds read = NodeTransactionIds.read(idsOnly());
    Hash256 root = read.header().placed().header().merkleRoot();

    assertThat(read.ids()).hasSize(3);
    for (Hash256 id : read.ids()) {
      assertThat(read.branch(id).orElseThrow().proves(id, root)).isTrue();
    }
    assertThat(read.branch(Hash256.ZERO)).isEmpty();
  }

  @Test
  void idsThatAreLeftOutOrOutOfOrderAreCaught() {
    ObjectNode fewer = idsOnly();
    fewer.withArray("tx").remove(2);
    ObjectNode turned = idsOnly();
    turned.withArray("tx").add(turned.withArray("tx").remove(1));

    for (JsonNode json : List.of(fewer, turned)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> NodeTransactionIds.read(json))
          .withMessageContaining("not those of the header");
    }
  }
}
