package io.tapeline.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/** What a node says to one call. */
public sealed interface RpcAnswer {

  /**
   * @param json may be JSON's null
   */
  record Value(JsonNode json) implements RpcAnswer {}

  /**
   * Its own error.
   *
   * @param message as it says it, cut
   */
  record Failed(long code, String message) implements RpcAnswer {}
}
