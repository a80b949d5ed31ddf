package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.header.BlockHeader;
import java.util.HexFormat;
import java.util.Optional;

/** What an explorer answers about a chain, in the forms of Esplora's documentation. */
final class EsploraAnswers {

  private static final int PAGE_BLOCKS = 10;

  private final MinedChain chain;

  EsploraAnswers(MinedChain chain) {
    this.chain = chain;
  }

  /** What stands at a path; nothing is 404. */
  Optional<String> at(String path) {
    String[] parts = path.substring(1).split("/", -1);
    return switch (parts[0]) {
      case "block-height" -> height(parts[1]).map(block -> block.hash().toString());
      case "blocks" ->
          parts[1].equals("tip")
              ? Optional.of(chain.tip().hash().toString())
              : height(parts[1]).map(this::page);
      case "block" -> block(parts);
      case "tx" -> transaction(parts);
      case "mempool" ->
          Optional.of(
              "{\"count\":3,\"vsize\":5000000,\"total_fee\":9,\"fee_histogram\":[[50.0,600000],[20.5,900000],[5.0,3500000]]}");
      case "fee-estimates" -> Optional.of("{\"1\":40.5,\"3\":20.25,\"6\":10.125,\"144\":1.0}");
      default -> Optional.empty();
    };
  }

  private Optional<MinedBlock> height(String text) {
    return Optional.of(Integer.parseInt(text))
        .filter(height -> height < chain.blocks().size())
        .map(chain::at);
  }

  private String page(MinedBlock newest) {
    ArrayNode page = CoreAnswers.JSON.createArrayNode();
    for (long height = newest.height();
        height >= 0 && height > newest.height() - PAGE_BLOCKS;
        height--) {
      page.add(json(chain.at(height)));
    }
    return page.toString();
  }

  private Optional<String> block(String[] parts) {
    return chain.blocks().stream()
        .filter(block -> block.hash().toString().equals(parts[1]))
        .findFirst()
        .map(
            block ->
                parts.length > 2 && parts[2].equals("txid")
                    ? block.ids().get(Integer.parseInt(parts[3])).toString()
                    : json(block).toString());
  }

  private static ObjectNode json(MinedBlock block) {
    BlockHeader header = block.header();
    ObjectNode json =
        CoreAnswers.JSON
            .createObjectNode()
            .put("id", block.hash().toString())
            .put("height", block.height())
            .put("version", header.version())
            .put("timestamp", header.timeSeconds())
            .put("tx_count", block.transactions().size())
            .put("size", CoreAnswers.size(block))
            .put("weight", 4 * CoreAnswers.size(block))
            .put("merkle_root", header.merkleRoot().toString())
            .put("mediantime", header.timeSeconds())
            .put("nonce", header.nonce())
            .put("bits", Long.parseLong(header.bits().toString(), 16))
            .put("difficulty", 1);
    if (block.height() == 0) {
      json.putNull("previousblockhash");
    } else {
      json.put("previousblockhash", header.previous().toString());
    }
    return json;
  }

  private Optional<String> transaction(String[] parts) {
    return CoreAnswers.blockOf(chain, parts[1])
        .map(
            block ->
                switch (parts.length > 2 ? parts[2] : "") {
                  case "hex" ->
                      HexFormat.of()
                          .formatHex(CoreAnswers.transaction(block, parts[1]).strippedBytes());
                  case "merkle-proof" -> proof(block, parts[1]);
                  case "status" -> status(block);
                  default -> "{}";
                });
  }

  private static String status(MinedBlock block) {
    return CoreAnswers.JSON
        .createObjectNode()
        .put("confirmed", true)
        .put("block_height", block.height())
        .put("block_hash", block.hash().toString())
        .put("block_time", block.header().timeSeconds())
        .toString();
  }

  private static String proof(MinedBlock block, String id) {
    int index = block.ids().stream().map(Object::toString).toList().indexOf(id);
    MerkleBranch branch = block.tree().branch(index);
    ObjectNode json =
        CoreAnswers.JSON.createObjectNode().put("block_height", block.height()).put("pos", index);
    ArrayNode merkle = json.putArray("merkle");
    branch.siblings().forEach(sibling -> merkle.add(sibling.toString()));
    return json.toString();
  }
}
