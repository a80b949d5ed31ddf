package io.tapeline.chain.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.json.FullBlockJson;
import io.tapeline.chain.proof.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recorded blocks of rollups of the OP stack; each file says from where it is. */
public final class RollupBlocks {

  public static final String BEFORE_CANYON = "optimism-goerli-16701705";
  public static final String AFTER_ISTHMUS = "unichain-sepolia-35535698";

  private RollupBlocks() {}

  /** As a node answers it, with the receipts. */
  static ObjectNode file(String name) {
    return (ObjectNode)
        Vectors.json(Vectors.read(Path.of("src/test/resources/chain", name + ".json")));
  }

  static FullBlock read(JsonNode file) {
    List<JsonNode> receipts = new ArrayList<>();
    file.path("receipts").forEach(receipts::add);
    return FullBlockJson.read(file.path("block"), receipts);
  }

  public static FullBlock read(String name) {
    return read(file(name));
  }
}
