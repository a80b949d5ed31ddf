package io.tapeline.chain.evm;

import java.util.List;

/**
 * One method with what it is given, as JSON-RPC has it.
 *
 * @param params texts and booleans
 */
record RpcCall(String method, List<Object> params) {

  RpcCall {
    params = List.copyOf(params);
  }

  static RpcCall of(String method, Object... params) {
    return new RpcCall(method, List.of(params));
  }
}
