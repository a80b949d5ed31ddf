package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.follow.WorkTracker;
import io.tapeline.chain.bitcoin.read.BitcoinReader;
import io.tapeline.chain.json.bitcoin.ProvedTransactionJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.Outsider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Transactions of Bitcoin, which are proved in another way. */
@ApplicationScoped
class BitcoinTransactions {

  private final HeadReader heads;
  private final BitcoinReader reader;

  BitcoinTransactions(HeadReader heads, BitcoinReader reader) {
    this.heads = heads;
    this.reader = reader;
  }

  /** Nothing where the chain is of another kind; fails where it is not followed. */
  Optional<WorkTracker> find(String chain) {
    return heads.require(chain) instanceof WorkTracker work ? Optional.of(work) : Optional.empty();
  }

  /**
   * @param headers so many of those on its block
   * @param withProof whether the proof is sent along
   */
  Uni<Answer> transaction(
      WorkTracker tracker, Leave leave, Hash id, int headers, boolean withProof) {
    String chain = tracker.chain().name();
    for (NodeState node : tracker.chain().nodes().states()) {
      leave.require(Outsider.node(chain + "/" + node.name()));
    }
    return reader
        .transaction(tracker, PlacedHeader.hash(id), headers)
        .map(
            proved ->
                Answer.of(ProvedTransactionJson.of(chain, proved, withProof), CacheRule.LIVE));
  }
}
