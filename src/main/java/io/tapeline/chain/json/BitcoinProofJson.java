package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.MerkleTree;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.proof.InclusionClaim;
import io.tapeline.chain.spv.proof.Subject;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * A proof that a Bitcoin transaction is in a block, as a document; docs/concepts/verified-reads.md
 * has its fields. Hashes are written as Bitcoin shows them, bytes as they are sent, both in
 * hexadecimal without {@code 0x}.
 */
public final class BitcoinProofJson {

  public static final String FORMAT = "tapeline.bitcoin-proof/1";

  private BitcoinProofJson() {}

  static InclusionClaim read(Fields fields) {
    fields.allowOnly("format", "network", "block", "transaction", "following");
    Fields transaction = fields.object("transaction");
    transaction.allowOnly("id", "index", "encoded", "branch");
    return new InclusionClaim(
        fields.text("network", BitcoinProofJson::network),
        subject(transaction),
        new MerkleBranch(index(transaction), transaction.texts("branch", Hash256::parse)),
        header(fields.object("block")),
        fields.texts("following", BlockHeader::parse));
  }

  private static Network network(String name) {
    return Network.named(name)
        .orElseThrow(
            () ->
                new RefusedException(
                    "none of " + Network.ALL.stream().map(Network::name).toList()));
  }

  private static Subject subject(Fields fields) {
    Hash256 id = fields.text("id", Hash256::parse);
    if (!fields.has("encoded")) {
      return new Subject.IdOnly(id);
    }
    Transaction transaction = fields.text("encoded", Transaction::parse);
    if (!transaction.txid().equals(id)) {
      throw new RefusedException(
          "the transaction that is encoded has the id " + transaction.txid());
    }
    return new Subject.Whole(transaction);
  }

  private static int index(Fields fields) {
    BigInteger index = fields.count("index");
    if (index.bitLength() > MerkleTree.MOST_LEVELS) {
      throw new RefusedException("index is beyond any block");
    }
    return index.intValue();
  }

  private static BlockHeader header(Fields fields) {
    fields.allowOnly("hash", "header");
    BlockHeader header = fields.text("header", BlockHeader::parse);
    if (!header.hash().equals(fields.text("hash", Hash256::parse))) {
      throw new RefusedException("the header is that of block " + header.hash());
    }
    return header;
  }

  /** Lines for people. */
  public static byte[] write(InclusionClaim claim) {
    ObjectNode document = ProofJson.object();
    document.put("format", FORMAT).put("network", claim.network().name());
    document
        .putObject("block")
        .put("hash", claim.header().hash().toString())
        .put("header", hex(claim.header().toBytes()));
    ObjectNode transaction = document.putObject("transaction");
    transaction.put("id", claim.subject().txid().toString()).put("index", claim.branch().index());
    if (claim.subject() instanceof Subject.Whole(var whole)) {
      transaction.put("encoded", hex(whole.strippedBytes()));
    }
    ArrayNode branch = transaction.putArray("branch");
    claim.branch().siblings().forEach(sibling -> branch.add(sibling.toString()));
    ArrayNode following = document.putArray("following");
    claim.following().forEach(header -> following.add(hex(header.toBytes())));
    return ProofJson.bytes(document);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
