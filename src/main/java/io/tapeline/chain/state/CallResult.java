package io.tapeline.chain.state;

import java.util.HexFormat;

/** What comes of calling a contract without a transaction. Equal ones are the same. */
public sealed interface CallResult {

  /**
   * @param hex two digits a byte, without 0x
   */
  record Returned(String hex) implements CallResult {

    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  /** It ended without an answer; why is each node's own word. */
  record Reverted() implements CallResult {}
}
