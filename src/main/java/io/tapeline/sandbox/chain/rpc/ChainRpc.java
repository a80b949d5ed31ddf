package io.tapeline.sandbox.chain.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.wire.JsonText;
import java.util.Optional;

/**
 * What a node answers: to one call, or to a batch of at most 1,000.
 *
 * @param view the chain as it has it
 * @param forged whether it says other balances and state roots than there are, so that hashes and
 *     proofs do not fit
 */
public record ChainRpc(View view, boolean forged) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_CALLS = 1_000;
  private static final String CLIENT = "tapeline-sandbox/1";
  private static final String NOT_JSON =
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"parse error\"}}";

  /** An answer of JSON to whatever was sent; nothing to what asks for none. */
  public Optional<String> answer(String body) {
    Optional<JsonNode> question = read(body);
    if (question.isEmpty()) {
      return Optional.of(NOT_JSON);
    }
    JsonNode json = question.get();
    if (!json.isArray()) {
      return one(json);
    }
    if (json.isEmpty() || json.size() > MOST_CALLS) {
      return Optional.of(
          failed(
              MAPPER.nullNode(),
              json.isEmpty()
                  ? RpcException.invalid("empty batch")
                  : RpcException.invalid("batch too large")));
    }
    JsonText batch = JsonText.array();
    json.forEach(each -> one(each).ifPresent(answer -> batch.raw(null, answer)));
    return Optional.of(batch.toString());
  }

  /** What was sent, if it is JSON. */
  public static Optional<JsonNode> read(String body) {
    try {
      return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private Optional<String> one(JsonNode call) {
    JsonNode id = call.path("id");
    if (call.isObject() && id.isMissingNode()) {
      return Optional.empty();
    }
    try {
      if (!call.isObject() || !call.path("method").isTextual()) {
        throw RpcException.invalidRequest();
      }
      return Optional.of(succeeded(id, result(call)));
    } catch (RpcException e) {
      return Optional.of(failed(id, e));
    }
  }

  /** An answer with this result, which is JSON. */
  public static String succeeded(JsonNode id, String result) {
    return JsonText.object()
        .text("jsonrpc", "2.0")
        .raw("id", id.isMissingNode() ? "null" : id.toString())
        .raw("result", result)
        .toString();
  }

  /** An answer that says that this is not to be had. */
  public static String refused(JsonNode id, String why) {
    return failed(id, RpcException.refused(why));
  }

  private static String failed(JsonNode id, RpcException why) {
    JsonText json =
        JsonText.object()
            .text("jsonrpc", "2.0")
            .raw("id", id.isMissingNode() ? "null" : id.toString())
            .object("error")
            .number("code", why.code())
            .text("message", String.valueOf(why.getMessage()));
    String data = why.data();
    if (data != null) {
      json.text("data", data);
    }
    return json.toString();
  }

  /** What subscribers are told of a new block. */
  public String head(String subscription, SimulatedBlock block) {
    return JsonText.object()
        .text("jsonrpc", "2.0")
        .text("method", "eth_subscription")
        .object("params")
        .text("subscription", subscription)
        .raw("result", BlockText.head(block, forged))
        .toString();
  }

  private String result(JsonNode call) {
    Params params = new Params(call.path("params"), view);
    String method = call.path("method").textValue();
    return switch (method) {
      case "eth_chainId" -> Hex.quoted(Hex.of(ChainTerms.ID));
      case "net_version" -> Hex.quoted(Long.toString(ChainTerms.ID));
      case "net_listening" -> "true";
      case "web3_clientVersion" -> Hex.quoted(CLIENT);
      case "eth_syncing", "eth_mining" -> "false";
      case "eth_accounts" -> "[]";
      case "eth_blockNumber" -> Hex.quoted(Hex.of(view.newest()));
      case "eth_getBlockByNumber", "eth_getBlockByHash" -> BlockMethods.block(params, forged);
      case "eth_getBlockTransactionCountByNumber", "eth_getBlockTransactionCountByHash" ->
          BlockMethods.count(params);
      case "eth_getBlockReceipts" -> BlockMethods.receipts(params);
      case "eth_getTransactionByHash" -> BlockMethods.transaction(params);
      case "eth_getTransactionReceipt" -> BlockMethods.receipt(params);
      case "eth_getLogs" -> BlockMethods.logs(params);
      case "eth_getBalance" -> StateMethods.balance(params, forged);
      case "eth_getTransactionCount" -> StateMethods.nonce(params);
      case "eth_getCode" -> StateMethods.code(params);
      case "eth_getStorageAt" -> StateMethods.storage(params);
      case "eth_getProof" -> StateMethods.proof(params, forged);
      case "eth_call" -> CallMethods.call(params);
      case "eth_feeHistory" -> FeeMethods.history(params);
      case "eth_gasPrice" -> FeeMethods.price(view);
      case "eth_maxPriorityFeePerGas" -> FeeMethods.tip(view);
      case "eth_blobBaseFee" -> FeeMethods.blobBaseFee(view);
      case "eth_sendRawTransaction" ->
          throw RpcException.refused("the sandbox takes no transactions");
      default -> throw RpcException.noMethod(method);
    };
  }
}
