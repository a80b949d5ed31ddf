package io.tapeline.chain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.fee.gas.FeeHistory;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.json.FeeHistoryJson;
import io.tapeline.chain.json.HeaderJson;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.rpc.RpcAnswer;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.rpc.RpcClient;
import io.tapeline.chain.state.CallResult;
import io.tapeline.chain.state.Placement;
import io.tapeline.chain.state.ReportedAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a chain like Ethereum. The hash of each block is made again from its header. */
final class RpcNode implements EvmNode {

  /** The year 10000; what is later is no time of a block. */
  private static final long LATEST_SECOND = 253_402_300_800L;

  private final String name;
  private final RpcClient client;
  private final WholeBlocks whole;
  private final StateCalls state;

  RpcNode(String name, RpcClient client) {
    this.name = name;
    this.client = client;
    this.whole = new WholeBlocks(client);
    this.state = new StateCalls(client);
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
  public Uni<Head> head() {
    List<RpcCall> calls =
        Stream.of(Finality.LATEST, Finality.SAFE, Finality.FINALIZED).map(RpcNode::byTag).toList();
    return client
        .askAll(calls)
        .map(
            answers ->
                checked(
                    () ->
                        new Head(
                            block(RpcClient.value(answers.getFirst())),
                            blockOrNone(answers.get(1)),
                            blockOrNone(answers.getLast()))));
  }

  private static RpcCall byTag(Finality which) {
    return RpcCall.of("eth_getBlockByNumber", which.toString(), false);
  }

  /** Chains without finality, and nodes that began a moment ago, answer null or an error. */
  private static @Nullable BlockRef blockOrNone(RpcAnswer answer) {
    return answer instanceof RpcAnswer.Value(JsonNode json) && !json.isNull() ? block(json) : null;
  }

  @Override
  public Uni<BlockRef> block(long number) {
    return client.ask(byNumber(number)).map(json -> checked(() -> at(number, json)));
  }

  private static RpcCall byNumber(long number) {
    return RpcCall.of("eth_getBlockByNumber", Quantity.of(number), false);
  }

  private static BlockRef at(long number, JsonNode json) {
    return ref(headerAt(number, json));
  }

  private static Header headerAt(long number, JsonNode json) {
    Header header = header(json);
    if (header.number() != number) {
      throw new RefusedException("it gives block %d for %d".formatted(header.number(), number));
    }
    return header;
  }

  @Override
  public Uni<BlockRef> block(Hash hash) {
    return client
        .ask(RpcCall.of("eth_getBlockByHash", hash.toString(), false))
        .map(json -> checked(() -> with(hash, json)));
  }

  private static BlockRef with(Hash hash, JsonNode json) {
    BlockRef block = block(json);
    if (!block.hash().equals(hash)) {
      throw new RefusedException("it gives block %s for %s".formatted(block.hash(), hash));
    }
    return block;
  }

  @Override
  public Uni<List<BlockRef>> blocks(BlockRange blocks) {
    return client
        .ask(byNumbers(blocks))
        .map(answers -> checked(() -> from(blocks.first(), answers)));
  }

  private List<RpcCall> byNumbers(BlockRange blocks) {
    if (blocks.size() > mostBlocks()) {
      throw new IllegalArgumentException(blocks + ": at most " + mostBlocks());
    }
    return LongStream.rangeClosed(blocks.first(), blocks.last())
        .mapToObj(RpcNode::byNumber)
        .toList();
  }

  @Override
  public Uni<FullBlock> fullBlock(Hash hash) {
    return whole.with(hash);
  }

  @Override
  public Uni<Header> header(Hash hash) {
    return state.header(hash);
  }

  @Override
  public Uni<AccountClaim> proof(Header block, Address address, List<Hash> slots) {
    return state.proof(block, address, slots);
  }

  @Override
  public Uni<byte[]> code(Header block, Address address, Hash codeHash) {
    return state.code(block, address, codeHash);
  }

  @Override
  public Uni<ReportedAccount> reported(Header block, Address address, List<Hash> slots) {
    return state.reported(block, address, slots);
  }

  @Override
  public Uni<CallResult> call(Header block, Address to, byte[] data) {
    return state.call(block, to, data);
  }

  @Override
  public Uni<Placement> place(Hash transaction) {
    return state.place(transaction);
  }

  private static List<BlockRef> from(long first, List<RpcAnswer> answers) {
    return headersFrom(first, answers).stream().map(RpcNode::ref).toList();
  }

  private static List<Header> headersFrom(long first, List<RpcAnswer> answers) {
    List<Header> headers = new ArrayList<>(answers.size());
    for (RpcAnswer answer : answers) {
      headers.add(headerAt(first + headers.size(), RpcClient.value(answer)));
    }
    return headers;
  }

  @Override
  public Uni<List<Header>> headers(BlockRange blocks) {
    return client
        .ask(byNumbers(blocks))
        .map(answers -> checked(() -> headersFrom(blocks.first(), answers)));
  }

  @Override
  public Uni<FeeHistory> feeHistory(BlockRange blocks, List<Integer> percentiles) {
    return client
        .ask(
            RpcCall.of(
                "eth_feeHistory",
                Quantity.of(blocks.size()),
                Quantity.of(blocks.last()),
                percentiles))
        .map(json -> checked(() -> FeeHistoryJson.read(json)));
  }

  private static BlockRef block(JsonNode json) {
    return ref(header(json));
  }

  private static Header header(JsonNode json) {
    if (json.isNull()) {
      throw new NodeException(NodeFault.BEHIND, "it has not that block");
    }
    Header header = HeaderJson.read(json);
    if (header.timestamp() >= LATEST_SECOND) {
      throw new RefusedException("block %d is of no time".formatted(header.number()));
    }
    return header;
  }

  private static BlockRef ref(Header header) {
    return new BlockRef(
        header.number(),
        header.hash(),
        header.parentHash(),
        Instant.ofEpochSecond(header.timestamp()));
  }

  private static <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RefusedException e) {
      throw new NodeException(NodeFault.ABSURD, String.valueOf(e.getMessage()));
    }
  }
}
