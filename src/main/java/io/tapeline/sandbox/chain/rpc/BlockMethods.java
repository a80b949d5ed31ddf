package io.tapeline.sandbox.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.proof.Address;
import io.tapeline.sandbox.chain.Branch;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.activity.FeeRules;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.wire.JsonText;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Calls about blocks, transactions, receipts and logs. */
final class BlockMethods {

  /** Of one call for logs. */
  static final int MOST_BLOCKS = 1_000;

  private static final String NOTHING = "null";

  private BlockMethods() {}

  static String block(Params params, boolean forged) {
    return params
        .block(0)
        .map(block -> BlockText.block(block, params.isTrue(1), forged))
        .orElse(NOTHING);
  }

  static String count(Params params) {
    return params
        .block(0)
        .map(block -> Hex.quoted(Hex.of(block.executed().size())))
        .orElse(NOTHING);
  }

  static String transaction(Params params) {
    return found(params)
        .map(
            place -> {
              JsonText json = JsonText.object();
              TransactionText.write(json, place.block(), place.index());
              return json.toString();
            })
        .orElse(NOTHING);
  }

  private static Optional<Branch.Place> found(Params params) {
    return params.view().transaction(params.hash(0));
  }

  static String receipt(Params params) {
    return found(params)
        .map(
            place -> {
              JsonText json = JsonText.object();
              receipt(json, place.block(), place.index());
              return json.toString();
            })
        .orElse(NOTHING);
  }

  static String receipts(Params params) {
    Optional<SimulatedBlock> block = params.block(0);
    if (block.isEmpty()) {
      return NOTHING;
    }
    JsonText json = JsonText.array();
    for (int i = 0; i < block.get().executed().size(); i++) {
      receipt(json.object(null), block.get(), i);
      json.end();
    }
    return json.toString();
  }

  private static void receipt(JsonText json, SimulatedBlock block, int index) {
    int before = 0;
    for (int i = 0; i < index; i++) {
      before += block.executed().get(i).receipt().logs().size();
    }
    long excess = Objects.requireNonNull(block.header().additions().blobs()).excessGas();
    BlockText.receipt(json, block, index, Hex.of(FeeRules.blobFee(excess)), before);
  }

  /** Which logs are wanted: of one of the addresses, and at each place one of the topics. */
  private record Filter(Set<Address> addresses, List<Set<Hash>> topics) {

    static Filter of(JsonNode json) {
      Set<Address> addresses = new HashSet<>();
      each(json.path("address")).forEach(node -> addresses.add(Params.address(node)));
      List<Set<Hash>> topics =
          each(json.path("topics"))
              .map(
                  place -> {
                    Set<Hash> any = new HashSet<>();
                    each(place).forEach(topic -> any.add(Params.hash(topic)));
                    return any;
                  })
              .toList();
      return new Filter(addresses, topics);
    }

    /** One, all of a list, or none. */
    private static Stream<JsonNode> each(JsonNode node) {
      if (node.isMissingNode() || node.isNull()) {
        return Stream.of();
      }
      return node.isArray() ? node.valueStream() : Stream.of(node);
    }

    boolean takes(Log log) {
      if ((!addresses.isEmpty() && !addresses.contains(log.address()))
          || topics.size() > log.topics().size()) {
        return false;
      }
      for (int i = 0; i < topics.size(); i++) {
        if (!topics.get(i).isEmpty() && !topics.get(i).contains(log.topics().get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  static String logs(Params params) {
    JsonNode given = params.at(0);
    if (!given.isObject()) {
      throw RpcException.invalid("missing value for required argument 0");
    }
    Filter filter = Filter.of(given);
    JsonText json = JsonText.array();
    if (given.has("blockHash")) {
      SimulatedBlock block =
          params
              .view()
              .block(Params.hash(given.path("blockHash")))
              .orElseThrow(() -> RpcException.refused("unknown block"));
      write(json, block, filter);
      return json.toString();
    }
    View view = params.view();
    long from = given.has("fromBlock") ? params.height(given.path("fromBlock")) : view.newest();
    long to = given.has("toBlock") ? params.height(given.path("toBlock")) : view.newest();
    if (from > to || from < view.oldest()) {
      throw RpcException.invalid(
          from > to ? "invalid block range params" : "its blocks begin at " + view.oldest());
    }
    if (to - from >= MOST_BLOCKS) {
      throw RpcException.invalid("block range is too large, at most " + MOST_BLOCKS + " blocks");
    }
    for (long number = from; number <= Math.min(to, view.newest()); number++) {
      write(json, view.branch().block(number), filter);
    }
    return json.toString();
  }

  private static void write(JsonText json, SimulatedBlock block, Filter filter) {
    int inBlock = 0;
    for (int i = 0; i < block.executed().size(); i++) {
      List<Log> logs = block.executed().get(i).receipt().logs();
      for (int j = 0; j < logs.size(); j++) {
        if (filter.takes(logs.get(j))) {
          BlockText.log(json, block, i, j, inBlock);
        }
        inBlock++;
      }
    }
  }
}
