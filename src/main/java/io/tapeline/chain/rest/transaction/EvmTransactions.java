package io.tapeline.chain.rest.transaction;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.json.read.TransactionViewJson;
import io.tapeline.chain.read.Asks;
import io.tapeline.chain.read.transaction.TransactionReader;
import io.tapeline.chain.read.transaction.TransactionReading;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Times;
import jakarta.enterprise.context.ApplicationScoped;

/** Transactions of chains like Ethereum. */
@ApplicationScoped
class EvmTransactions implements ChainTransactions {

  private final EvmChains chains;
  private final Asks asks;
  private final TransactionReader reader;

  EvmTransactions(EvmChains chains, Asks asks, TransactionReader reader) {
    this.chains = chains;
    this.asks = asks;
    this.reader = reader;
  }

  @Override
  public boolean has(String chain) {
    return chains.findEvm(chain).isPresent();
  }

  @Override
  public Uni<Answer> transaction(String chain, AskedTransaction asked) {
    return reader
        .read(asks.of(chain, asked.leave()), asked.id(), asked.mustBeVerified())
        .map(reading -> answer(reading, asked.withProof()));
  }

  private static Answer answer(TransactionReading reading, boolean withProof) {
    TransactionViewJson json = TransactionViewJson.of(reading, withProof);
    return switch (reading) {
      case TransactionReading.Pending _ -> Answer.of(json, CacheRule.LIVE);
      case TransactionReading.Included included ->
          Answer.of(json, included.anchor().isFinal() ? CacheRule.IMMUTABLE : CacheRule.LIVE)
              .asOf(Times.format(included.anchor().time()));
    };
  }
}
