package io.tapeline.chain.bitcoin.read;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.bitcoin.follow.BitcoinChain;
import io.tapeline.chain.bitcoin.follow.ConfiguredBitcoin;
import io.tapeline.chain.bitcoin.follow.WorkTracker;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers what is asked of Bitcoin's networks. */
@ApplicationScoped
public class BitcoinReader {

  private final ConfiguredBitcoin bitcoin;
  private final HeadReader heads;

  public BitcoinReader(ConfiguredBitcoin bitcoin, HeadReader heads) {
    this.bitcoin = bitcoin;
    this.heads = heads;
  }

  /**
   * A transaction with what proves that it is in a block.
   *
   * @param headers so many of those on its block
   */
  public Uni<ProvedTransaction> transaction(WorkTracker tracker, Hash256 txid, int headers) {
    TrackedChain state = heads.requireHead(tracker);
    BitcoinChain chain = bitcoin.require(tracker.chain().name());
    return new TransactionReader(chain, tracker.best().orElseThrow(), state)
        .prove(txid, headers)
        .onFailure(NodeException.class)
        .transform(why -> new ProblemException(problem(chain, txid, why)));
  }

  private static Problem problem(BitcoinChain chain, Hash256 txid, NodeException why) {
    return why.fault() == NodeFault.BEHIND
        ? new Problem.UnknownTransaction(
            chain.name(), txid.toString(), "No node knows it in a block of the chain.")
        : new Problem.NotProved(chain.name(), String.valueOf(why.getMessage()));
  }
}
