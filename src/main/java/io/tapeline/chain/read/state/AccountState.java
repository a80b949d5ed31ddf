package io.tapeline.chain.read.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.SlotClaim;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.state.ReportedAccount;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account and some of its storage at a block.
 *
 * @param storageRoot null if it is not proved
 * @param values of the slots that were asked for
 * @param claim what proves it; null if nothing does
 * @param doubt why it is not proved; null if it is
 */
public record AccountState(
    BigInteger nonce,
    BigInteger balance,
    Hash codeHash,
    @Nullable Hash storageRoot,
    Code code,
    List<BigInteger> values,
    @Nullable AccountClaim claim,
    @Nullable Doubt doubt) {

  public AccountState {
    values = List.copyOf(values);
  }

  static AccountState proved(AccountClaim claim, Code code, @Nullable Doubt doubt) {
    Account account = claim.account();
    return new AccountState(
        account.nonce(),
        account.balance(),
        account.codeHash(),
        account.storageRoot(),
        code,
        claim.slots().stream().map(SlotClaim::value).toList(),
        claim,
        doubt);
  }

  static AccountState reported(ReportedAccount said, Doubt doubt) {
    boolean hasCode = !said.codeHash().equals(Account.NO_CODE);
    return new AccountState(
        said.nonce(),
        said.balance(),
        said.codeHash(),
        null,
        hasCode ? Code.UNREAD : Code.NONE,
        said.values(),
        null,
        doubt);
  }
}
