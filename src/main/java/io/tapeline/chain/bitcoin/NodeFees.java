package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Fee rates of a node's answers: bitcoin for 1,000 virtual bytes there, satoshi for one here. */
public final class NodeFees {

  /** 10^8 satoshi over 10^3 virtual bytes. */
  private static final int DECIMALS = 5;

  private NodeFees() {}

  /**
   * What {@code estimatesmartfee} says: satoshi per virtual byte, three decimals, rounded up.
   *
   * @return nothing where the node has not seen enough to say
   */
  public static Optional<BigDecimal> estimate(JsonNode result) {
    Answer answer = new Answer(result);
    return answer.has("feerate") ? Optional.of(rate(answer, "feerate")) : Optional.empty();
  }

  /**
   * What a transaction must pay to be passed on, by {@code getmempoolinfo}: the higher of what the
   * node always asks and what it asks while its mempool is full.
   */
  public static BigDecimal least(JsonNode result) {
    Answer answer = new Answer(result);
    BigDecimal now = rate(answer, "mempoolminfee");
    return answer.has("minrelaytxfee") ? now.max(rate(answer, "minrelaytxfee")) : now;
  }

  private static BigDecimal rate(Answer answer, String name) {
    BigDecimal rate = answer.decimal(name);
    if (rate.signum() < 0) {
      throw new RefusedException(name + " is negative");
    }
    return rate.movePointRight(DECIMALS).setScale(3, RoundingMode.UP);
  }
}
