package io.tapeline.chain.rpc;

import java.util.List;

/**
 * One method with what it is given, as JSON-RPC has it.
 *
 * @param params texts, booleans, numbers and lists of them
 */
public record RpcCall(String method, List<Object> params) {

  public RpcCall {
    params = List.copyOf(params);
  }

  public static RpcCall of(String method, Object... params) {
    return new RpcCall(method, List.of(params));
  }
}
