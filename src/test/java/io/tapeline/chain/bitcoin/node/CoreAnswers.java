package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.header.BlockHeader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;

/** What Bitcoin Core 22 to 28 answers about a chain, in the forms that are recorded of it. */
final class CoreAnswers {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int NOT_FOUND = -5;
  private static final int OUT_OF_RANGE = -8;
  private static final int NO_METHOD = -32_601;

  private final MinedChain chain;

  CoreAnswers(MinedChain chain) {
    this.chain = chain;
  }

  /** Its own error. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    final int code;

    Failure(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  ObjectNode answer(JsonNode call) {
    ObjectNode answer = JSON.createObjectNode();
    try {
      answer.set("result", result(call.path("method").asText(), call.path("params")));
      answer.putNull("error");
    } catch (Failure e) {
      answer.putNull("result");
      answer.putObject("error").put("code", e.code).put("message", e.getMessage());
    }
    answer.set("id", call.path("id"));
    return answer;
  }

  private JsonNode result(String method, JsonNode params) throws Failure {
    return switch (method) {
      case "getblockchaininfo" -> state();
      case "getblockhash" -> JSON.getNodeFactory().textNode(at(params.path(0)).hash().toString());
      case "getblockheader" -> header(find(params.path(0).asText()));
      case "getblock" -> block(find(params.path(0).asText()));
      case "getblockstats" -> stats(find(params.path(0).asText()));
      case "getrawtransaction" -> transaction(params.path(0).asText());
      case "getmempoolinfo" ->
          JSON.createObjectNode()
              .put("loaded", true)
              .put("size", 3)
              .put("mempoolminfee", new BigDecimal("0.00001000"))
              .put("minrelaytxfee", new BigDecimal("0.00001000"));
      case "estimatesmartfee" ->
          JSON.createObjectNode()
              .put("feerate", new BigDecimal("0.00012345"))
              .put("blocks", params.path(0).asInt());
      default -> throw new Failure(NO_METHOD, "Method not found");
    };
  }

  private MinedBlock at(JsonNode height) throws Failure {
    if (!height.isInt() || height.asInt() >= chain.blocks().size()) {
      throw new Failure(OUT_OF_RANGE, "Block height out of range");
    }
    return chain.at(height.asInt());
  }

  private MinedBlock find(String hash) throws Failure {
    return chain.blocks().stream()
        .filter(block -> block.hash().toString().equals(hash))
        .findFirst()
        .orElseThrow(() -> new Failure(NOT_FOUND, "Block not found"));
  }

  private JsonNode state() {
    MinedBlock tip = chain.tip();
    String name = chain.network().name();
    return JSON.createObjectNode()
        .put("chain", name.equals("mainnet") ? "main" : name)
        .put("blocks", tip.height())
        .put("headers", tip.height())
        .put("bestblockhash", tip.hash().toString())
        .put("chainwork", work(tip))
        .put("initialblockdownload", false);
  }

  private String work(MinedBlock block) {
    BigInteger work =
        chain.blocks().stream()
            .limit(block.height() + 1)
            .map(each -> each.header().work())
            .reduce(BigInteger.ZERO, BigInteger::add);
    return "%064x".formatted(work);
  }

  private ObjectNode header(MinedBlock block) {
    BlockHeader header = block.header();
    ObjectNode json =
        JSON.createObjectNode()
            .put("hash", block.hash().toString())
            .put("confirmations", chain.tip().height() - block.height() + 1)
            .put("height", block.height())
            .put("version", header.version())
            .put("merkleroot", header.merkleRoot().toString())
            .put("time", header.timeSeconds())
            .put("mediantime", header.timeSeconds())
            .put("nonce", header.nonce())
            .put("bits", header.bits().toString())
            .put("difficulty", header.bits().difficulty())
            .put("chainwork", work(block))
            .put("nTx", block.transactions().size());
    if (block.height() > 0) {
      json.put("previousblockhash", header.previous().toString());
    }
    return json;
  }

  private JsonNode block(MinedBlock block) {
    ObjectNode json = header(block).put("size", size(block)).put("weight", 4 * size(block));
    ArrayNode ids = json.putArray("tx");
    block.ids().forEach(id -> ids.add(id.toString()));
    return json;
  }

  static int size(MinedBlock block) {
    return 81 + block.transactions().stream().mapToInt(Transaction::size).sum();
  }

  private static JsonNode stats(MinedBlock block) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("blockhash", block.hash().toString())
            .put("height", block.height())
            .put("txs", block.transactions().size())
            .put("total_size", size(block))
            .put("total_weight", 4 * size(block))
            .put("subsidy", MinedChain.SUBSIDY)
            .put("totalfee", block.fees().stream().mapToLong(Long::longValue).sum());
    ArrayNode percentiles = json.putArray("feerate_percentiles");
    for (int percent : new int[] {10, 25, 50, 75, 90}) {
      int place = Math.max(0, (block.fees().size() * percent + 99) / 100 - 1);
      percentiles.add(
          block.fees().isEmpty()
              ? 0
              : block.fees().stream().sorted().toList().get(place)
                  / block.transactions().getLast().virtualSize());
    }
    return json;
  }

  private JsonNode transaction(String id) throws Failure {
    Optional<MinedBlock> block = blockOf(chain, id);
    if (block.isEmpty()) {
      throw new Failure(
          NOT_FOUND,
          "No such mempool or blockchain transaction. Use gettransaction for wallet transactions.");
    }
    Transaction transaction = transaction(block.get(), id);
    return JSON.createObjectNode()
        .put("txid", id)
        .put("hex", HexFormat.of().formatHex(transaction.strippedBytes()))
        .put("blockhash", block.get().hash().toString())
        .put("confirmations", chain.tip().height() - block.get().height() + 1);
  }

  static Optional<MinedBlock> blockOf(MinedChain chain, String id) {
    return chain.blocks().stream()
        .filter(block -> block.ids().stream().anyMatch(each -> each.toString().equals(id)))
        .findFirst();
  }

  static Transaction transaction(MinedBlock block, String id) {
    return block.transactions().stream()
        .filter(each -> each.txid().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
