package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.Network;
import java.math.BigInteger;

/**
 * How a node stands, by {@code getblockchaininfo}.
 *
 * @param network which it follows
 * @param blocks the height to which it has whole blocks
 * @param headers the height to which it has headers, never below blocks
 * @param best the hash at the height of its blocks
 * @param work of that chain, hashes
 * @param catchingUp whether it is still loading what is old
 */
public record NodeState(
    Network network, long blocks, long headers, Hash256 best, BigInteger work, boolean catchingUp) {

  /**
   * @throws RefusedException also where it follows a network that can't be checked
   */
  public static NodeState read(JsonNode result) {
    Answer answer = new Answer(result);
    return new NodeState(
        network(answer.text("chain")),
        NodeHeader.height(answer, "blocks"),
        NodeHeader.height(answer, "headers"),
        answer.hash("bestblockhash"),
        answer.hexadecimal("chainwork"),
        answer.has("initialblockdownload") && answer.truth("initialblockdownload"));
  }

  /** Bitcoin Core has names of its own. */
  private static Network network(String chain) {
    return switch (chain) {
      case "main" -> Network.MAINNET;
      case "test" -> Network.TESTNET3;
      case "testnet4" -> Network.TESTNET4;
      case "regtest" -> Network.REGTEST;
      default -> throw new RefusedException("a chain that can't be checked: " + shown(chain));
    };
  }

  private static String shown(String chain) {
    return chain.matches("[a-z0-9]{1,20}") ? chain : "another";
  }
}
