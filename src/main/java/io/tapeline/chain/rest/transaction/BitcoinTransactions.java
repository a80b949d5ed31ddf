package io.tapeline.chain.rest.transaction;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.follow.ConfiguredBitcoin;
import io.tapeline.chain.bitcoin.follow.WorkTracker;
import io.tapeline.chain.bitcoin.read.BitcoinReader;
import io.tapeline.chain.json.bitcoin.ProvedTransactionJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.ops.upstream.Outsider;
import jakarta.enterprise.context.ApplicationScoped;

/** Transactions of Bitcoin, which are proved in another way. */
@ApplicationScoped
class BitcoinTransactions implements ChainTransactions {

  private final ConfiguredBitcoin bitcoin;
  private final BitcoinReader reader;

  BitcoinTransactions(ConfiguredBitcoin bitcoin, BitcoinReader reader) {
    this.bitcoin = bitcoin;
    this.reader = reader;
  }

  @Override
  public boolean has(String chain) {
    return bitcoin.find(chain).isPresent();
  }

  @Override
  public Uni<Answer> transaction(String chain, AskedTransaction asked) {
    WorkTracker tracker = bitcoin.tracker(chain).orElseThrow();
    for (NodeState node : tracker.chain().nodes().states()) {
      asked.leave().require(Outsider.node(chain + "/" + node.name()));
    }
    return reader
        .transaction(tracker, PlacedHeader.hash(asked.id()), asked.headers())
        .map(
            proved ->
                Answer.of(
                    ProvedTransactionJson.of(chain, proved, asked.withProof()), CacheRule.LIVE));
  }
}
