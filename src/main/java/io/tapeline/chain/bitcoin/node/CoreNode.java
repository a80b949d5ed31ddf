package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.FoundTransaction;
import io.tapeline.chain.bitcoin.NodeHeader;
import io.tapeline.chain.bitcoin.NodeMempool;
import io.tapeline.chain.bitcoin.NodeState;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.rpc.Introduction;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.rpc.RpcAnswer;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.rpc.RpcClient;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.header.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Bitcoin Core and those that speak its JSON-RPC. */
final class CoreNode implements BitcoinNode {

  /** Older versions answer so where a call fails, and tell in the body why. */
  static final Set<Integer> TELLING = Set.of(404, 500);

  private static final RpcCall STATE = RpcCall.of("getblockchaininfo");

  /** Of Core's {@code rpc/protocol.h}: nothing of that hash; no such height. */
  private static final Set<Long> UNKNOWN = Set.of(-5L, -8L);

  private final String name;
  private final RpcClient client;
  private volatile @Nullable PlacedHeader last;

  CoreNode(String name, NodeHttp http, Network network) {
    this.name = name;
    this.client = new RpcClient(http, new Introduction(STATE, json -> require(network, json)));
  }

  private static void require(Network expected, JsonNode json) {
    try {
      Network network = NodeState.read(json).network();
      if (network.equals(expected)) {
        return;
      }
      throw another(expected, network.name());
    } catch (RefusedException _) {
      throw another(expected, "another network");
    }
  }

  private static NodeException another(Network expected, String said) {
    return new NodeException(
        NodeFault.WRONG_CHAIN, "it is a node of %s, not of %s".formatted(said, expected.name()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int mostBlocks() {
    return client.maxBatch();
  }

  @Override
  public Uni<PlacedHeader> tip() {
    return ask(STATE, json -> NodeState.read(json).best())
        .chain(
            best -> {
              PlacedHeader known = last;
              return known != null && known.hash().equals(best)
                  ? Uni.createFrom().item(known)
                  : header(best).invoke(header -> last = header);
            });
  }

  @Override
  public Uni<PlacedHeader> header(Hash256 hash) {
    return ask(RpcCall.of("getblockheader", hash.toString()), json -> placed(json, hash));
  }

  private static PlacedHeader placed(JsonNode json, Hash256 hash) {
    ChainedHeader said = NodeHeader.read(json).placed();
    if (!said.hash().equals(hash)) {
      throw new RefusedException("it gives block %s for %s".formatted(said.hash(), hash));
    }
    return new PlacedHeader(said.header(), said.hash(), said.height());
  }

  @Override
  public Uni<List<PlacedHeader>> headers(BlockRange heights) {
    List<RpcCall> calls =
        LongStream.rangeClosed(heights.first(), heights.last())
            .mapToObj(height -> RpcCall.of("getblockhash", height))
            .toList();
    return askAll(calls, (_, json) -> Hash256.parse(json.asText()))
        .chain(this::headersOf)
        .invoke(headers -> requireAt(heights.first(), headers));
  }

  private Uni<List<PlacedHeader>> headersOf(List<Hash256> hashes) {
    List<RpcCall> calls =
        hashes.stream().map(hash -> RpcCall.of("getblockheader", hash.toString())).toList();
    return askAll(calls, (at, json) -> placed(json, hashes.get(at)));
  }

  private static void requireAt(long first, List<PlacedHeader> headers) {
    for (int i = 0; i < headers.size(); i++) {
      long height = headers.get(i).height();
      if (height != first + i) {
        throw new NodeException(
            NodeFault.ABSURD, "it gives block %d for %d".formatted(height, first + i));
      }
    }
  }

  @Override
  public Uni<Optional<FoundTransaction>> find(Hash256 txid) {
    return new CoreTransactions(this).find(txid);
  }

  @Override
  public Uni<BlockFigures> figures(Hash256 hash) {
    return new CoreFigures(this).of(hash);
  }

  @Override
  public Uni<NodeMempool> mempool() {
    return new CoreFigures(this).mempool();
  }

  /** One call; what can't be read of its result is absurd. */
  <T> Uni<T> ask(RpcCall call, Function<JsonNode, T> reading) {
    return askAll(List.of(call), (_, json) -> reading.apply(json)).map(List::getFirst);
  }

  /** Reads one of many results. */
  interface Reading<T> {
    T read(int at, JsonNode json);
  }

  <T> Uni<List<T>> askAll(List<RpcCall> calls, Reading<T> reading) {
    return client
        .askAll(calls)
        .map(
            answers -> {
              List<T> read = new ArrayList<>(answers.size());
              for (RpcAnswer answer : answers) {
                read.add(reading.read(read.size(), value(answer)));
              }
              return List.copyOf(read);
            })
        .onFailure(RefusedException.class)
        .transform(NodeHttp::known);
  }

  /** What it says to each call; errors of its own are among the answers. */
  Uni<List<RpcAnswer>> answers(List<RpcCall> calls) {
    return client.askAll(calls);
  }

  static JsonNode value(RpcAnswer answer) {
    if (answer instanceof RpcAnswer.Failed(long code, _) && UNKNOWN.contains(code)) {
      throw new NodeException(NodeFault.BEHIND, "it has not what it was asked for");
    }
    return RpcClient.value(answer);
  }
}
