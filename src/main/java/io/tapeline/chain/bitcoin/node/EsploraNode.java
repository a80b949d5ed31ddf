package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.Esplora;
import io.tapeline.chain.bitcoin.FoundTransaction;
import io.tapeline.chain.bitcoin.NodeMempool;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.rpc.AnswerBody;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.rpc.NodeHttp.Reply;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An explorer that speaks Esplora's HTTP: blockstream.info, mempool.space and others. */
final class EsploraNode implements BitcoinNode {

  /** What is not known, and heights that there are not yet. */
  static final Set<Integer> TELLING = Set.of(400, 404);

  /** So many blocks it tells in one answer. */
  private static final int PAGE_BLOCKS = 10;

  private static final int OK = 200;
  private static final int HASH_DIGITS = 64;

  private final String name;
  private final NodeHttp http;
  private final Network network;
  private volatile boolean isOfItsNetwork;
  private volatile @Nullable PlacedHeader last;

  EsploraNode(String name, NodeHttp http, Network network) {
    this.name = name;
    this.http = http;
    this.network = network;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int mostBlocks() {
    return PAGE_BLOCKS;
  }

  @Override
  public Uni<PlacedHeader> tip() {
    return hash("/blocks/tip/hash")
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
    return json("/block/" + hash, json -> requireHash(Esplora.placed(json), hash));
  }

  private static PlacedHeader requireHash(PlacedHeader header, Hash256 hash) {
    if (!header.hash().equals(hash)) {
      throw new RefusedException("it gives block %s for %s".formatted(header.hash(), hash));
    }
    return header;
  }

  @Override
  public Uni<List<PlacedHeader>> headers(BlockRange heights) {
    return json("/blocks/" + heights.last(), json -> all(heights, json));
  }

  /**
   * It tells the newest first, and more than is asked for; where it has less, it tells what it has.
   */
  private static List<PlacedHeader> all(BlockRange heights, JsonNode json) {
    Map<Long, PlacedHeader> headers = new TreeMap<>();
    for (JsonNode each : json) {
      PlacedHeader header = Esplora.placed(each);
      if (header.height() >= heights.first() && header.height() <= heights.last()) {
        headers.put(header.height(), header);
      }
    }
    if (headers.size() < heights.size()) {
      throw new NodeException(NodeFault.BEHIND, "it has not all blocks of " + heights);
    }
    return List.copyOf(headers.values());
  }

  @Override
  public Uni<Optional<FoundTransaction>> find(Hash256 txid) {
    return new EsploraTransactions(this).find(txid);
  }

  @Override
  public Uni<BlockFigures> figures(Hash256 hash) {
    return new EsploraFigures(this).of(hash);
  }

  @Override
  public Uni<NodeMempool> mempool() {
    return new EsploraFigures(this).mempool();
  }

  Uni<Hash256> hash(String path) {
    return ask(path, reply -> Hash256.parse(AnswerBody.line(reply.body(), HASH_DIGITS)));
  }

  /** What stands at a path; what can't be read of it is absurd. */
  <T> Uni<T> json(String path, Function<JsonNode, T> reading) {
    return ask(path, reply -> reading.apply(AnswerBody.json(reply.body())));
  }

  <T> Uni<T> ask(String path, Function<Reply, T> reading) {
    return Uni.createFrom()
        .deferred(
            () ->
                isOfItsNetwork ? get(path, reading) : introduced().chain(() -> get(path, reading)))
        .onFailure()
        .transform(this::failed);
  }

  private Uni<Hash256> introduced() {
    return get(
            "/block-height/0", reply -> Hash256.parse(AnswerBody.line(reply.body(), HASH_DIGITS)))
        .invoke(
            first -> {
              if (!first.equals(network.genesis().hash())) {
                throw new NodeException(
                    NodeFault.WRONG_CHAIN, "it has another first block than " + network.name());
              }
              isOfItsNetwork = true;
            });
  }

  private <T> Uni<T> get(String path, Function<Reply, T> reading) {
    return http.get(path, reply -> reading.apply(found(reply)));
  }

  private static Reply found(Reply reply) {
    if (reply.status() != OK) {
      throw new NodeException(NodeFault.BEHIND, "it has not what it was asked for");
    }
    return reply;
  }

  private Throwable failed(Throwable failure) {
    NodeException known = NodeHttp.known(failure);
    if (!Set.of(NodeFault.BEHIND, NodeFault.LIMITED).contains(known.fault())) {
      isOfItsNetwork = false;
    }
    return known;
  }
}
