package io.tapeline.chain.learn;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.contract.Signature;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.ContractCalls;
import io.tapeline.chain.state.CallResult;

/** A function of contracts that is given nothing. */
enum Question {
  DECIMALS("decimals()"),
  FIRST_TOKEN("token0()"),
  SECOND_TOKEN("token1()"),
  RESERVES("getReserves()"),
  SLOT("slot0()"),
  LIQUIDITY("liquidity()"),
  FEE("fee()");

  private final String text;

  Question(String text) {
    this.text = text;
  }

  Uni<CallResult> to(Address contract, ContractCalls calls) {
    return calls.call(contract, Signature.of(text), text);
  }
}
