package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.fee.gas.FeeHistory;

/** What {@code eth_feeHistory} answers. */
public final class FeeHistoryJson {

  private FeeHistoryJson() {}

  /**
   * @throws RefusedException if it is no history
   */
  public static FeeHistory read(JsonNode json) {
    Fields fields = new Fields(json);
    return new FeeHistory(
        fields.longNumber("oldestBlock"),
        fields.numbers("baseFeePerGas"),
        fields.numbers("baseFeePerBlobGas"),
        fields.rowsOfNumbers("reward"));
  }
}
