package io.tapeline.chain.bitcoin.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.bitcoin.Esplora;
import io.tapeline.chain.bitcoin.FoundTransaction;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds transactions through an explorer. */
record EsploraTransactions(EsploraNode node) {

  Uni<Optional<FoundTransaction>> find(Hash256 txid) {
    String path = "/tx/" + txid;
    return node.json(path + "/status", Esplora::blockOf)
        .map(
            block ->
                block.orElseThrow(
                    () -> new NodeException(NodeFault.BEHIND, "it has it in no block yet")))
        .chain(
            block ->
                Uni.combine()
                    .all()
                    .unis(
                        node.ask(path + "/hex", reply -> transaction(reply, txid)),
                        node.json(path + "/merkle-proof", EsploraTransactions::branch),
                        node.header(block))
                    .usingConcurrencyOf(1)
                    .with(FoundTransaction::new))
        .map(Optional::of)
        .onFailure(RefusedException.class)
        .transform(NodeHttp::known)
        .onFailure(why -> why instanceof NodeException said && said.fault() == NodeFault.BEHIND)
        .recoverWithItem(Optional.empty());
  }

  private static MerkleBranch branch(JsonNode json) {
    return Esplora.branch(json);
  }

  private static Transaction transaction(NodeHttp.Reply reply, Hash256 txid) {
    Transaction transaction =
        Transaction.parse(new String(reply.body(), StandardCharsets.US_ASCII).strip());
    if (!transaction.txid().equals(txid)) {
      throw new RefusedException(
          "it gives transaction %s for %s".formatted(transaction.txid(), txid));
    }
    return transaction;
  }
}
