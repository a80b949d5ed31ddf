package io.tapeline.chain.read.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.token.BalanceMapping;
import io.tapeline.chain.token.KnownToken;
import io.tapeline.chain.token.TokenCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number that a contract answers, and the slots in which it may keep it.
 *
 * @param function the one that answers it, {@code balanceOf}
 * @param call of it
 * @param configured null where the configuration does not say it
 * @param usual where it is looked for otherwise; the same order for all holders
 */
@SuppressWarnings("ArrayRecordComponent")
public record SlotQuestion(
    Address contract, String function, byte[] call, @Nullable Hash configured, List<Hash> usual) {

  public SlotQuestion {
    usual = List.copyOf(usual);
  }

  public static SlotQuestion balance(Ask ask, Address contract, Address holder) {
    BalanceMapping configured = ask.chain().token(contract).map(KnownToken::balances).orElse(null);
    return new SlotQuestion(
        contract,
        "balanceOf",
        TokenCall.balanceOf(holder),
        configured == null ? null : configured.of(holder),
        BalanceMapping.usual().stream().map(mapping -> mapping.of(holder)).toList());
  }

  public static SlotQuestion supply(Ask ask, Address contract) {
    return new SlotQuestion(
        contract,
        "totalSupply",
        TokenCall.totalSupply(),
        ask.chain().token(contract).map(KnownToken::supply).orElse(null),
        BalanceMapping.usualOfSupply());
  }
}
