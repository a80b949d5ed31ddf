package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.bitcoin.FoundTransaction;
import io.tapeline.chain.bitcoin.NodeTransactionIds;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.follow.ChainedHeader;
import java.util.Optional;

/** Finds transactions through Bitcoin Core, which needs an index of them for that. */
record CoreTransactions(CoreNode node) {

  /** Ids alone, not the transactions. */
  private static final int IDS = 1;

  private record Told(Transaction transaction, Hash256 block) {}

  Uni<Optional<FoundTransaction>> find(Hash256 txid) {
    return node.ask(
            RpcCall.of("getrawtransaction", txid.toString(), true), json -> told(json, txid))
        .chain(
            told ->
                node.ask(
                    RpcCall.of("getblock", told.block().toString(), IDS),
                    json -> found(told, NodeTransactionIds.read(json))))
        .map(Optional::of)
        .onFailure(RefusedException.class)
        .transform(NodeHttp::known)
        .onFailure(why -> why instanceof NodeException said && said.fault() == NodeFault.BEHIND)
        .recoverWithItem(Optional.empty());
  }

  private static Told told(JsonNode json, Hash256 txid) {
    if (!json.path("blockhash").isTextual()) {
      throw new NodeException(NodeFault.BEHIND, "it has it in no block yet");
    }
    Transaction transaction = Transaction.parse(json.path("hex").asText());
    if (!transaction.txid().equals(txid)) {
      throw new RefusedException(
          "it gives transaction %s for %s".formatted(transaction.txid(), txid));
    }
    return new Told(transaction, Hash256.parse(json.path("blockhash").asText()));
  }

  private static FoundTransaction found(Told told, NodeTransactionIds block) {
    ChainedHeader said = block.header().placed();
    if (!said.hash().equals(told.block())) {
      throw new RefusedException("it gives block %s for %s".formatted(said.hash(), told.block()));
    }
    MerkleBranch branch =
        block
            .branch(told.transaction().txid())
            .orElseThrow(() -> new RefusedException("the block that it names has it not"));
    return new FoundTransaction(
        told.transaction(), branch, new PlacedHeader(said.header(), said.hash(), said.height()));
  }
}
