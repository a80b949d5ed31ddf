package io.tapeline.chain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.UnknownTypeException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Sender;
import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.json.HeaderJson;
import io.tapeline.chain.json.StateProofJson;
import io.tapeline.chain.json.TransactionJson;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.SlotClaim;
import io.tapeline.chain.proof.StateVerifier;
import io.tapeline.chain.rpc.RpcAnswer;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.rpc.RpcClient;
import io.tapeline.chain.rpc.RpcCodec;
import io.tapeline.chain.state.CallResult;
import io.tapeline.chain.state.Placement;
import io.tapeline.chain.state.ReportedAccount;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks one node for what the chain holds at a block. The block is named by its hash (EIP-1898), so
 * that a reorg changes nothing; by its number where the node does not take hashes.
 */
final class StateCalls {

  private static final long INVALID_PARAMS = -32_602;

  /** A contract's own failure: geth and others, and Parity's successors. */
  private static final long REVERTED = 3;

  private static final long EXECUTION_ERROR = -32_015;

  private static final Pattern EXECUTION =
      Pattern.compile("(?i).*(revert|execution|opcode|out of gas|invalid jump|stack).*");

  private final RpcClient client;
  private volatile boolean takesHashes = true;

  StateCalls(RpcClient client) {
    this.client = client;
  }

  Uni<Header> header(Hash hash) {
    return client
        .ask(RpcCall.of("eth_getBlockByHash", hash.toString(), false))
        .map(json -> read(() -> header(hash, present(json))));
  }

  private static Header header(Hash hash, JsonNode json) {
    Header header = HeaderJson.read(json);
    if (!header.hash().equals(hash)) {
      throw new RefusedException("it gives block %s for %s".formatted(header.hash(), hash));
    }
    return header;
  }

  Uni<AccountClaim> proof(Header block, Address address, List<Hash> slots) {
    List<String> keys = slots.stream().map(Hash::toString).toList();
    return at(
        block,
        where -> List.of(RpcCall.of("eth_getProof", address.toString(), keys, where)),
        answers -> proved(block, address, slots, present(able(answers.getFirst()))));
  }

  private static AccountClaim proved(
      Header block, Address address, List<Hash> slots, JsonNode json) {
    AccountClaim claim = StateProofJson.read(json);
    if (!claim.address().equals(address)) {
      throw new RefusedException("it proves account %s for %s".formatted(claim.address(), address));
    }
    if (!claim.slots().stream().map(SlotClaim::slot).toList().equals(slots)) {
      throw new RefusedException("it proves other slots than it was asked for");
    }
    var _ = new StateVerifier().check(block.stateRoot(), claim);
    return claim;
  }

  Uni<byte[]> code(Header block, Address address, Hash codeHash) {
    return at(
        block,
        where -> List.of(code(address, where)),
        answers -> {
          byte[] code = bytes("the code", present(able(answers.getFirst())));
          Hash hash = Keccak.of(code);
          if (!hash.equals(codeHash)) {
            throw new RefusedException(
                "it gives code with the hash %s for %s".formatted(hash, codeHash));
          }
          return code;
        });
  }

  private static RpcCall code(Address address, Object where) {
    return RpcCall.of("eth_getCode", address.toString(), where);
  }

  Uni<ReportedAccount> reported(Header block, Address address, List<Hash> slots) {
    String account = address.toString();
    return at(
        block,
        where ->
            Stream.concat(
                    Stream.of(
                        RpcCall.of("eth_getTransactionCount", account, where),
                        RpcCall.of("eth_getBalance", account, where),
                        code(address, where)),
                    slots.stream()
                        .map(
                            slot ->
                                RpcCall.of("eth_getStorageAt", account, slot.toString(), where)))
                .toList(),
        StateCalls::reported);
  }

  private static ReportedAccount reported(List<RpcAnswer> answers) {
    List<JsonNode> said = answers.stream().map(answer -> present(able(answer))).toList();
    return new ReportedAccount(
        Quantity.word("the nonce", said.getFirst()),
        Quantity.word("the balance", said.get(1)),
        Keccak.of(bytes("the code", said.get(2))),
        said.subList(3, said.size()).stream()
            .map(value -> Quantity.word("a slot's value", value))
            .toList());
  }

  Uni<CallResult> call(Header block, Address to, byte[] data) {
    Map<String, String> message =
        Map.of("to", to.toString(), "data", "0x" + HexFormat.of().formatHex(data));
    return at(
        block,
        where -> List.of(RpcCall.of("eth_call", message, where)),
        answers -> result(answers.getFirst()));
  }

  private static CallResult result(RpcAnswer answer) {
    if (answer instanceof RpcAnswer.Failed(long code, String message)
        && (code == REVERTED || code == EXECUTION_ERROR || EXECUTION.matcher(message).matches())) {
      return new CallResult.Reverted();
    }
    byte[] returned = bytes("what the call returns", present(able(answer)));
    return new CallResult.Returned(HexFormat.of().formatHex(returned));
  }

  Uni<Placement> place(Hash transaction) {
    return client
        .ask(RpcCall.of("eth_getTransactionByHash", transaction.toString()))
        .map(json -> read(() -> placement(transaction, json)));
  }

  private static Placement placement(Hash id, JsonNode json) {
    if (json.isNull()) {
      return new Placement.Unknown();
    }
    Transaction transaction = TransactionJson.read(json);
    if (!transaction.hash().equals(id)) {
      throw new RefusedException(
          "it gives transaction %s for %s".formatted(transaction.hash(), id));
    }
    requireSender(transaction, json.path("from"));
    return json.path("blockHash").isNull() || json.path("blockHash").isMissingNode()
        ? new Placement.Pending(transaction)
        : new Placement.In(Hash.of(bytes("blockHash", json.path("blockHash"))), transaction);
  }

  private static void requireSender(Transaction transaction, JsonNode from) {
    if (from.isTextual()) {
      Sender.require(Address.of(bytes("from", from)), transaction);
    }
  }

  // ---------------------------------------------------------------- at a block

  private <T> Uni<T> at(
      Header block, Function<Object, List<RpcCall>> calls, Function<List<RpcAnswer>, T> reading) {
    if (!takesHashes) {
      return byNumber(block, calls, reading);
    }
    Object byHash = Map.of("blockHash", block.hash().toString());
    return inBatches(calls.apply(byHash), List.of())
        .chain(
            answers -> {
              if (answers.getFirst() instanceof RpcAnswer.Failed(long code, _)
                  && code == INVALID_PARAMS) {
                takesHashes = false;
                return byNumber(block, calls, reading);
              }
              return Uni.createFrom().item(() -> read(() -> reading.apply(answers)));
            });
  }

  /** What does not fit may be of another block that the node has there. */
  private <T> Uni<T> byNumber(
      Header block, Function<Object, List<RpcCall>> calls, Function<List<RpcAnswer>, T> reading) {
    String number = Quantity.of(block.number());
    RpcCall other = RpcCall.of("eth_getBlockByNumber", number, false);
    return inBatches(calls.apply(number), List.of())
        .chain(
            answers ->
                client
                    .ask(other)
                    .map(
                        json -> {
                          if (!json.path("hash").asText().equals(block.hash().toString())) {
                            throw new NodeException(
                                NodeFault.UNABLE, "it has another block at that height");
                          }
                          return read(() -> reading.apply(answers));
                        }));
  }

  private Uni<List<RpcAnswer>> inBatches(List<RpcCall> calls, List<RpcAnswer> before) {
    int now = Math.min(calls.size(), client.maxBatch());
    return client
        .ask(calls.subList(0, now))
        .chain(
            answers -> {
              List<RpcAnswer> all = new ArrayList<>(before);
              all.addAll(answers);
              return now == calls.size()
                  ? Uni.createFrom().item(List.copyOf(all))
                  : inBatches(calls.subList(now, calls.size()), all);
            });
  }

  // ---------------------------------------------------------------- what it answers

  /** An error to such a call says that it has no answer, unless it was asked too much. */
  private static JsonNode able(RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Value(JsonNode json) -> json;
      case RpcAnswer.Failed failed -> {
        NodeException why = RpcCodec.failure(failed);
        throw why.fault() == NodeFault.ERROR
            ? new NodeException(NodeFault.UNABLE, String.valueOf(why.getMessage()))
            : why;
      }
    };
  }

  private static JsonNode present(JsonNode json) {
    if (json.isNull()) {
      throw new NodeException(NodeFault.UNABLE, "it has no such block");
    }
    return json;
  }

  private static byte[] bytes(String what, JsonNode json) {
    String text = json.asText("");
    if (!json.isTextual() || !text.startsWith("0x")) {
      throw new RefusedException(what + " is no text of hexadecimal digits");
    }
    try {
      return HexFormat.of().parseHex(text.substring(2));
    } catch (IllegalArgumentException _) {
      throw new RefusedException(what + " is no text of hexadecimal digits");
    }
  }

  private static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UnknownTypeException e) {
      throw new NodeException(NodeFault.UNABLE, String.valueOf(e.getMessage()));
    } catch (RefusedException e) {
      throw new NodeException(NodeFault.ABSURD, String.valueOf(e.getMessage()));
    }
  }
}
