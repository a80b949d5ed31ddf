package io.tapeline.sandbox.chain.rpc;

import org.jspecify.annotations.Nullable;

/** A call that a node refuses, with the code and the words that real ones have for it. */
final class RpcException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int INVALID_REQUEST = -32_600;
  private static final int NO_METHOD = -32_601;
  private static final int INVALID_PARAMS = -32_602;
  private static final int SERVER_ERROR = -32_000;
  private static final int REVERTED = 3;

  private final int code;
  private final @Nullable String data;

  private RpcException(int code, String message, @Nullable String data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  static RpcException invalidRequest() {
    return new RpcException(INVALID_REQUEST, "invalid request", null);
  }

  static RpcException noMethod(String method) {
    return new RpcException(
        NO_METHOD, "the method " + method + " does not exist/is not available", null);
  }

  static RpcException invalid(String message) {
    return new RpcException(INVALID_PARAMS, message, null);
  }

  static RpcException refused(String message) {
    return new RpcException(SERVER_ERROR, message, null);
  }

  static RpcException reverted() {
    return new RpcException(REVERTED, "execution reverted", "0x");
  }

  int code() {
    return code;
  }

  @Nullable String data() {
    return data;
  }
}
