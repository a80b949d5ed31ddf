package io.tapeline.chain.json;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.json.ProofJson.UnreadableException;
import io.tapeline.chain.spv.proof.InclusionClaim;

/** A proof of any kind as a document. Its format says which kind it is. */
public sealed interface ProofDocument {

  /** Of an EVM chain: accounts, transactions, receipts. */
  record OfEvm(ReadProof proof) implements ProofDocument {}

  /** Of Bitcoin: a transaction. */
  record OfBitcoin(InclusionClaim claim) implements ProofDocument {}

  /**
   * What it claims; nothing of it is proved yet.
   *
   * @throws UnreadableException if it is no JSON
   * @throws RefusedException if it is no proof, or contradicts itself
   */
  static ProofDocument read(byte[] document) throws UnreadableException {
    Fields fields = ProofJson.fields(document);
    return fields.text("format").equals(BitcoinProofJson.FORMAT)
        ? new OfBitcoin(BitcoinProofJson.read(fields))
        : new OfEvm(ProofJson.read(fields));
  }
}
