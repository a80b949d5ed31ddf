package io.tapeline.chain.token;

import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.proof.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what is kept of the transfers in a block. */
public final class TransferFinder {

  private final Map<Address, Token> tokens;

  public TransferFinder(Collection<Token> tokens) {
    this.tokens =
        tokens.stream().collect(Collectors.toUnmodifiableMap(Token::contract, Function.identity()));
  }

  /**
   * What was found.
   *
   * @param odd logs of the tokens that are called transfers, and are none
   */
  public record Found(List<TokenTransfer> transfers, int odd) {
    public Found {
      transfers = List.copyOf(transfers);
    }
  }

  public Found read(FullBlock block) {
    List<TokenTransfer> transfers = new ArrayList<>();
    int odd = 0;
    int place = 0;
    for (int i = 0; i < block.receipts().size(); i++) {
      Receipt receipt = block.receipts().get(i);
      for (Log log : receipt.logs()) {
        Token token = tokens.get(log.address());
        if (token != null) {
          switch (TransferLog.read(log)) {
            case TransferLog.Transfer(var from, var to, var units) -> {
              if (token.keeps(units)) {
                transfers.add(
                    new TokenTransfer(
                        token.contract(),
                        place,
                        block.transactions().get(i).hash(),
                        from,
                        to,
                        units));
              }
            }
            case TransferLog.Odd _ -> odd++;
            case TransferLog.Other _ -> {
              // approvals and what else it tells
            }
          }
        }
        place++;
      }
    }
    return new Found(transfers, odd);
  }
}
