package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.block.Withdrawal;

/** Withdrawals, as blocks have them. */
public final class WithdrawalJson {

  private WithdrawalJson() {}

  public static Withdrawal read(JsonNode json) {
    Fields fields = new Fields(json);
    return new Withdrawal(
        fields.longNumber("index"),
        fields.longNumber("validatorIndex"),
        fields.address("address"),
        fields.longNumber("amount"));
  }
}
