package io.tapeline.chain.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.contract.Signature;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.List;

/** A log as a transfer of an ERC-20 token, read strictly. */
public sealed interface TransferLog {

  Hash TOPIC = Signature.of("Transfer(address,address,uint256)").hash();

  /**
   * @param units the smallest that the token has
   */
  record Transfer(Address from, Address to, BigInteger units) implements TransferLog {}

  /** Another event. */
  record Other() implements TransferLog {}

  /**
   * It is called a transfer, and is none of ERC-20: ERC-721 has a fourth topic, some contracts have
   * no topic beside the first.
   *
   * @param why a clause
   */
  record Odd(String why) implements TransferLog {}

  static TransferLog read(Log log) {
    List<Hash> topics = log.topics();
    if (topics.isEmpty() || !topics.getFirst().equals(TOPIC)) {
      return new Other();
    }
    if (topics.size() != 3) {
      return new Odd("it has %d topics".formatted(topics.size()));
    }
    try {
      return new Transfer(
          new Words(topics.get(1).bytes()).address(0),
          new Words(topics.get(2).bytes()).address(0),
          Words.of(log.data(), 1).number(0));
    } catch (RefusedException e) {
      return new Odd(String.valueOf(e.getMessage()));
    }
  }
}
