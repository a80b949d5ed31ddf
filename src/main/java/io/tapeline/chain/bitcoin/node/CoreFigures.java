package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.NodeFees;
import io.tapeline.chain.bitcoin.NodeFigures;
import io.tapeline.chain.bitcoin.NodeHeader;
import io.tapeline.chain.bitcoin.NodeMempool;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.rpc.RpcAnswer;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.spv.Hash256;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks Bitcoin Core for figures of blocks, and of what waits for one. */
record CoreFigures(CoreNode node) {

  /** Ids alone, not the transactions. */
  private static final int IDS = 1;

  /** Within how many blocks. */
  private static final List<Integer> TARGETS = List.of(1, 3, 6);

  private static final List<String> STATS = List.of("totalfee", "feerate_percentiles");

  Uni<BlockFigures> of(Hash256 hash) {
    String block = hash.toString();
    return node.answers(
            List.of(RpcCall.of("getblock", block, IDS), RpcCall.of("getblockstats", block, STATS)))
        .map(answers -> read(hash, CoreNode.value(answers.getFirst()), answers.getLast()))
        .onFailure(RefusedException.class)
        .transform(NodeHttp::known);
  }

  private static BlockFigures read(Hash256 hash, JsonNode block, RpcAnswer stats) {
    Hash256 said = NodeHeader.read(block).placed().hash();
    if (!said.equals(hash)) {
      throw new RefusedException("it gives block %s for %s".formatted(said, hash));
    }
    BlockFigures figures = NodeFigures.read(block);
    return switch (stats) {
      case RpcAnswer.Value(JsonNode json) -> figures.with(NodeFigures.fees(json));
      // it has pruned what that needs, or is too old for it
      case RpcAnswer.Failed _ -> figures;
    };
  }

  Uni<NodeMempool> mempool() {
    List<RpcCall> calls =
        List.of(
            RpcCall.of("getmempoolinfo"),
            RpcCall.of("estimatesmartfee", TARGETS.get(0)),
            RpcCall.of("estimatesmartfee", TARGETS.get(1)),
            RpcCall.of("estimatesmartfee", TARGETS.get(2)));
    return node.answers(calls)
        .map(
            answers ->
                new NodeMempool(
                    null,
                    NodeFees.least(CoreNode.value(answers.getFirst())),
                    estimates(answers.subList(1, answers.size()))))
        .onFailure(RefusedException.class)
        .transform(NodeHttp::known);
  }

  private static Map<Integer, BigDecimal> estimates(List<RpcAnswer> answers) {
    Map<Integer, BigDecimal> estimates = new TreeMap<>();
    for (int i = 0; i < TARGETS.size(); i++) {
      int target = TARGETS.get(i);
      if (answers.get(i) instanceof RpcAnswer.Value(JsonNode json)) {
        NodeFees.estimate(json).ifPresent(rate -> estimates.put(target, rate));
      }
    }
    return estimates;
  }
}
