package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.StateVerifier;
import io.tapeline.chain.proof.TrieVerifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an account, of transactions and receipts at a block, with all that proves it
 * against the block's hash. Which hash that is has to be known from elsewhere. Nobody may change
 * the array.
 *
 * @param chain the name that whoever made it has for the chain; it proves nothing
 * @param header in RLP
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReadProof(
    String chain,
    Hash blockHash,
    byte[] header,
    @Nullable AccountClaim account,
    List<Inclusion> inclusions) {

  public ReadProof {
    if (!chain.matches("[a-z0-9-]{1,64}")) {
      throw new RefusedException("chain is no name of small letters, digits and hyphens");
    }
    inclusions = List.copyOf(inclusions);
    if (account == null && inclusions.isEmpty()) {
      throw new RefusedException("nothing is claimed: neither account, transaction nor receipt");
    }
  }

  /**
   * What is proved beside what was claimed.
   *
   * @param hasAccount whether the account is in the state; false where none was asked for
   */
  public record Proved(Header header, boolean hasAccount) {}

  /**
   * Checks all of it.
   *
   * @throws RefusedException with the first thing that is not proved
   */
  public Proved check() {
    Hash hash = Keccak.of(header);
    if (!hash.equals(blockHash)) {
      throw new RefusedException(
          "the header is that of block %s, not of %s".formatted(hash, blockHash));
    }
    Header decoded = Header.decode(header);
    boolean hasAccount = account != null && new StateVerifier().check(decoded.stateRoot(), account);
    TrieVerifier verifier = new TrieVerifier();
    for (Inclusion inclusion : inclusions) {
      inclusion.check(decoded, verifier);
    }
    return new Proved(decoded, hasAccount);
  }
}
