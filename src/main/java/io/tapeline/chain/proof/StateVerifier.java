package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.rlp.RlpReader;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Checks accounts and their storage against a block's state root. One thread at a time. */
public final class StateVerifier {

  /** How many slots one claim may have. */
  public static final int MAX_SLOTS = 1024;

  private final TrieVerifier trie = new TrieVerifier();
  private final Keccak keccak = new Keccak();

  /**
   * @return the account, or nothing if it is proved that there is none
   * @throws RefusedException if neither is
   */
  public Optional<Account> account(Hash stateRoot, Address address, List<byte[]> nodes) {
    return trie.verify(stateRoot, keccak.hash(address.bytes()), nodes).map(Account::decode);
  }

  /**
   * @return zero where it is proved that nothing is stored
   * @throws RefusedException if nothing is proved
   */
  public BigInteger slot(Hash storageRoot, Hash slot, List<byte[]> nodes) {
    return trie.verify(storageRoot, keccak.hash(slot.bytes()), nodes)
        .map(StateVerifier::stored)
        .orElse(BigInteger.ZERO);
  }

  private static BigInteger stored(byte[] bytes) {
    RlpReader item = new RlpReader(bytes, 0, bytes.length);
    BigInteger value = item.integer(SlotClaim.VALUE_BYTES);
    item.end();
    if (value.signum() == 0) {
      throw new RefusedException("the proof stores a zero, which is never stored");
    }
    return value;
  }

  /**
   * Checks all that is claimed.
   *
   * @return whether the account is in the state
   * @throws RefusedException if anything of it is not so, or not proved
   */
  public boolean check(Hash stateRoot, AccountClaim claim) {
    if (claim.slots().size() > MAX_SLOTS) {
      throw new RefusedException("more than %d slots".formatted(MAX_SLOTS));
    }
    Optional<Account> found;
    try {
      found = account(stateRoot, claim.address(), claim.nodes());
      requireSame(claim.account(), found.orElse(Account.ABSENT));
    } catch (RefusedException e) {
      throw e.in("account " + claim.address());
    }
    for (SlotClaim slot : claim.slots()) {
      check(claim.account().storageRoot(), slot);
    }
    return found.isPresent();
  }

  private void check(Hash storageRoot, SlotClaim claim) {
    try {
      requireSame("value", claim.value(), slot(storageRoot, claim.slot(), claim.nodes()));
    } catch (RefusedException e) {
      throw e.in("slot " + claim.slot());
    }
  }

  private static void requireSame(Account claimed, Account proved) {
    requireSame("nonce", claimed.nonce(), proved.nonce());
    requireSame("balance", claimed.balance(), proved.balance());
    requireSame("storage root", claimed.storageRoot(), proved.storageRoot());
    requireSame("code hash", claimed.codeHash(), proved.codeHash());
  }

  private static void requireSame(String name, Object claimed, Object proved) {
    if (!claimed.equals(proved)) {
      throw new RefusedException("the %s is %s, not %s".formatted(name, proved, claimed));
    }
  }
}
