package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.TrieVerifier;
import io.tapeline.chain.rlp.RlpWriter;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The roots of the state and of contracts' storage, which follow a ledger. */
public final class StateTries {

  private final FixedTrie accounts;
  private final Map<Contract, FixedTrie> storages = new EnumMap<>(Contract.class);
  private final Map<Contract, Hash> roots = new EnumMap<>(Contract.class);

  public StateTries(Roster roster, Slots slots) {
    Keccak keccak = new Keccak();
    accounts =
        new FixedTrie(roster.addresses().stream().map(Address::bytes).map(keccak::hash).toList());
    for (Contract contract : Contract.values()) {
      List<Hash> own = slots.of(contract);
      if (!own.isEmpty()) {
        storages.put(
            contract, new FixedTrie(own.stream().map(Hash::bytes).map(keccak::hash).toList()));
      }
    }
  }

  /** The state's root, once what changed in the ledger is in it. */
  public Hash root(Ledger ledger) {
    storages.forEach(
        (contract, trie) -> {
          ledger.takeTouchedSlots(
              contract, slot -> trie.set(slot, stored(ledger.slot(contract, slot))));
          roots.put(contract, trie.root());
        });
    ledger.takeTouched(
        account -> accounts.set(account, ledger.account(account, storageRoot(account)).encoded()));
    return accounts.root();
  }

  private Hash storageRoot(int account) {
    return Roster.contract(account)
        .map(contract -> roots.getOrDefault(contract, TrieVerifier.EMPTY_ROOT))
        .orElse(TrieVerifier.EMPTY_ROOT);
  }

  /** As a trie holds a slot's value. */
  static byte[] stored(BigInteger value) {
    RlpWriter writer = new RlpWriter();
    writer.integer(value);
    return writer.bytes();
  }
}
