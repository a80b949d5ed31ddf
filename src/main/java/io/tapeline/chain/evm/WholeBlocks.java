package io.tapeline.chain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.UnknownTypeException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.json.FullBlockJson;
import io.tapeline.chain.rpc.RpcAnswer;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.rpc.RpcClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks one node for blocks with all that is in them. Nodes that have not the receipts of a block at
 * once are asked for them one by one.
 */
final class WholeBlocks {

  private static final long NO_SUCH_METHOD = -32_601;

  /** So long it waits for its turn between the receipts of a block, and so often. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final int MOST_WAITS = 60;

  private final RpcClient client;
  private volatile boolean hasReceiptsOfBlocks = true;

  WholeBlocks(RpcClient client) {
    this.client = client;
  }

  /** Fails with {@link NodeException} only. */
  Uni<FullBlock> with(Hash hash) {
    return hasReceiptsOfBlocks ? atOnce(hash) : oneByOne(hash);
  }

  private static RpcCall block(Hash hash) {
    return RpcCall.of("eth_getBlockByHash", hash.toString(), true);
  }

  private Uni<FullBlock> atOnce(Hash hash) {
    List<RpcCall> calls = List.of(block(hash), RpcCall.of("eth_getBlockReceipts", hash.toString()));
    return client
        .askAll(calls)
        .chain(
            answers -> {
              if (answers.getLast() instanceof RpcAnswer.Failed(long code, _)
                  && code == NO_SUCH_METHOD) {
                hasReceiptsOfBlocks = false;
                return receiptsOf(hash, present(answers.getFirst()));
              }
              return Uni.createFrom()
                  .item(read(hash, present(answers.getFirst()), list(present(answers.getLast()))));
            });
  }

  private Uni<FullBlock> oneByOne(Hash hash) {
    return client
        .ask(List.of(block(hash)))
        .chain(answers -> receiptsOf(hash, present(answers.getFirst())));
  }

  private Uni<FullBlock> receiptsOf(Hash hash, JsonNode block) {
    List<RpcCall> calls = new ArrayList<>();
    for (JsonNode transaction : block.path("transactions")) {
      calls.add(RpcCall.of("eth_getTransactionReceipt", transaction.path("hash").asText("")));
    }
    return receipts(calls, new ArrayList<>(), MOST_WAITS)
        .map(receipts -> read(hash, block, receipts));
  }

  /** A block may have more transactions than the node takes calls in a second. */
  private Uni<List<JsonNode>> receipts(List<RpcCall> calls, List<JsonNode> got, int waits) {
    int from = got.size();
    if (from == calls.size()) {
      return Uni.createFrom().item(got);
    }
    return client
        .ask(calls.subList(from, Math.min(calls.size(), from + client.maxBatch())))
        .invoke(answers -> answers.forEach(answer -> got.add(present(answer))))
        .chain(_ -> receipts(calls, got, waits))
        .onFailure(failure -> waits > 0 && got.size() == from && !wait(failure).isZero())
        .recoverWithUni(
            failure ->
                Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(wait(failure))
                    .chain(() -> receipts(calls, got, waits - 1)));
  }

  /** Zero if waiting does not help. */
  private static Duration wait(Throwable failure) {
    return failure instanceof NodeException said && said.fault() == NodeFault.LIMITED
        ? said.retryAfter().filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0).orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private static JsonNode present(RpcAnswer answer) {
    JsonNode json = RpcClient.value(answer);
    if (json.isNull()) {
      throw new NodeException(NodeFault.BEHIND, "it has not that block, or not all of it");
    }
    return json;
  }

  private static List<JsonNode> list(JsonNode json) {
    List<JsonNode> all = new ArrayList<>(json.size());
    json.forEach(all::add);
    return all;
  }

  private static FullBlock read(Hash hash, JsonNode json, List<JsonNode> receipts) {
    try {
      FullBlock block = FullBlockJson.read(json, receipts);
      if (!block.hash().equals(hash)) {
        throw new RefusedException("it gives block %s for %s".formatted(block.hash(), hash));
      }
      return block;
    } catch (UnknownTypeException e) {
      throw new NodeException(NodeFault.UNABLE, String.valueOf(e.getMessage()));
    } catch (RefusedException e) {
      throw new NodeException(NodeFault.ABSURD, String.valueOf(e.getMessage()));
    }
  }
}
