package io.tapeline.chain.rest.transaction;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.OfKind;
import io.tapeline.http.Answer;

/** Transactions of chains of one kind, with proof. */
interface ChainTransactions extends OfKind {

  /**
   * @param chain one of this kind
   */
  Uni<Answer> transaction(String chain, AskedTransaction asked);
}
