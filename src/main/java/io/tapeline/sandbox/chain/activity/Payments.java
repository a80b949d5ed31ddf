package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Transaction.Access;
import io.tapeline.chain.block.Transaction.Authorization;
import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.sandbox.chain.state.Contract;
import io.tapeline.sandbox.chain.state.Ledger;
import io.tapeline.sandbox.chain.state.Roster;
import java.math.BigInteger;
import java.util.List;

/** What people do: they send ether and tokens, now and then more than they have. */
final class Payments {

  static final Hash TRANSFER = Abi.event("Transfer(address,address,uint256)");

  private static final byte[] TRANSFER_CALL = Abi.selector("transfer(address,uint256)");
  private static final BigInteger ALL_THERE_IS = BigInteger.ONE.shiftLeft(128);
  private static final BigInteger MILLI_GWEI = BigInteger.valueOf(1_000_000);
  private static final long TOKEN_GAS = 45_000;
  private static final long FAILED_GAS = 31_000;
  private static final long LIST_GAS = 2_400;
  private static final long AUTHORIZATION_GAS = 25_000;

  /** Of what somebody has, at most so much is sent at once. */
  private static final double MOST = 0.02;

  private final BlockDraft draft;
  private final Draws draws;
  private final Ledger ledger;

  Payments(BlockDraft draft, Draws draws) {
    this.draft = draft;
    this.draws = draws;
    this.ledger = draft.ledger();
  }

  void all() {
    for (int i = draws.below(4); i > 0; i--) {
      ether();
    }
    for (int i = draws.below(4); i > 0; i--) {
      tokens(Contract.USDC);
    }
    if (draws.happens(0.3)) {
      tokens(Contract.WETH);
    }
    if (draws.happens(0.1)) {
      tooMuch();
    }
    if (draws.happens(0.05)) {
      delegation();
    }
  }

  /** From a hundredth of a gwei to three, small ones more often. */
  static BigInteger tip(Draws draws) {
    double unit = draws.unit();
    return BigInteger.valueOf(10 + (long) (2_990 * unit * unit * unit)).multiply(MILLI_GWEI);
  }

  private int user() {
    return draws.below(Roster.USERS);
  }

  private int userBut(int other) {
    return (other + 1 + draws.below(Roster.USERS - 1)) % Roster.USERS;
  }

  private Address address(int account) {
    return draft.world().roster().address(account);
  }

  private void ether() {
    int from = user();
    Send.Kind kind = draws.happens(0.3) ? new Send.Kind.Legacy() : new Send.Kind.DynamicFee();
    draft.add(
        new Send(
            kind,
            from,
            userBut(from),
            draws.part(ledger.balance(from), MOST),
            new byte[0],
            Send.TRANSFER_GAS,
            tip(draws),
            true,
            List.of()));
  }

  private void tokens(Contract token) {
    int from = user();
    int to = userBut(from);
    BigInteger amount = draws.part(ledger.tokens(token, from), MOST);
    ledger.moveTokens(token, from, to, amount);
    boolean isListed = draws.happens(0.1);
    Send.Kind kind =
        isListed
            ? new Send.Kind.WithAccessList(List.of(listed(token, to)))
            : new Send.Kind.DynamicFee();
    draft.add(
        new Send(
            kind,
            from,
            Roster.of(token),
            BigInteger.ZERO,
            Abi.call(TRANSFER_CALL, Abi.number(address(to)), amount),
            TOKEN_GAS + draws.below(15_000) + (isListed ? LIST_GAS : 0),
            tip(draws),
            true,
            List.of(transfer(token, from, to, amount))));
  }

  private Access listed(Contract token, int holder) {
    return new Access(token.address(), List.of(draft.world().slots().of(token).get(holder)));
  }

  private Log transfer(Contract token, int from, int to, BigInteger amount) {
    return Abi.log(token, TRANSFER, List.of(address(from), address(to)), amount);
  }

  private void tooMuch() {
    int from = user();
    draft.add(
        new Send(
            new Send.Kind.DynamicFee(),
            from,
            Roster.of(Contract.USDC),
            BigInteger.ZERO,
            Abi.call(TRANSFER_CALL, Abi.number(address(userBut(from))), ALL_THERE_IS),
            FAILED_GAS,
            tip(draws),
            false,
            List.of()));
  }

  /** Somebody else pays for an account that lets the router act for it, or no longer does. */
  private void delegation() {
    int account = user();
    boolean begins = !ledger.isDelegated(account);
    Address to = begins ? Contract.ROUTER.address() : Address.of(new byte[Address.BYTES]);
    Authorization unsigned =
        new Authorization(
            BigInteger.valueOf(ChainTerms.ID),
            to,
            BigInteger.valueOf(ledger.nonce(account)),
            new Signature(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO));
    Signature signature =
        draft.world().keys().sign(account, new Keccak().hash(unsigned.unsigned()));
    ledger.delegate(account, begins);
    ledger.sent(account);
    draft.add(
        new Send(
            new Send.Kind.SetCode(
                List.of(new Authorization(unsigned.chainId(), to, unsigned.nonce(), signature))),
            userBut(account),
            Roster.of(Contract.ROUTER),
            BigInteger.ZERO,
            new byte[0],
            Send.TRANSFER_GAS + AUTHORIZATION_GAS,
            tip(draws),
            true,
            List.of()));
  }
}
