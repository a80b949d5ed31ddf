package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.SlotClaim;
import io.tapeline.chain.proof.Trie;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What proves accounts and slots of one ledger, also that there are none. Tries are made anew. */
public final class StateProofs {

  private static final Trie NOTHING = Trie.of(List.of());

  private final Roster roster;
  private final Slots slots;
  private final Ledger ledger;
  private final Trie accounts;
  private final Map<Contract, Trie> storages = new EnumMap<>(Contract.class);

  public StateProofs(Roster roster, Slots slots, Ledger ledger) {
    this.roster = roster;
    this.slots = slots;
    this.ledger = ledger;
    for (Contract contract : Contract.values()) {
      storages.put(contract, storage(contract));
    }
    Keccak keccak = new Keccak();
    List<Trie.Entry> entries = new ArrayList<>(Roster.SIZE);
    for (int account = 0; account < Roster.SIZE; account++) {
      entries.add(
          new Trie.Entry(keccak.hash(roster.address(account).bytes()), account(account).encoded()));
    }
    accounts = Trie.of(entries);
  }

  private Trie storage(Contract contract) {
    Keccak keccak = new Keccak();
    List<Trie.Entry> entries = new ArrayList<>();
    for (Hash slot : slots.of(contract)) {
      BigInteger value = ledger.slot(contract, entries.size());
      entries.add(new Trie.Entry(keccak.hash(slot.bytes()), StateTries.stored(value)));
    }
    return Trie.of(entries);
  }

  private Account account(int account) {
    return ledger.account(account, storageOf(account).root());
  }

  private Trie storageOf(int account) {
    return Roster.contract(account)
        .map(contract -> storages.getOrDefault(contract, NOTHING))
        .orElse(NOTHING);
  }

  public Hash root() {
    return accounts.root();
  }

  /** An account, with these slots of its storage. */
  public AccountClaim claim(Address address, List<Hash> asked) {
    OptionalInt account = roster.find(address);
    Trie storage = account.isPresent() ? storageOf(account.getAsInt()) : NOTHING;
    return new AccountClaim(
        address,
        account.isPresent() ? account(account.getAsInt()) : Account.ABSENT,
        accounts.proof(new Keccak().hash(address.bytes())),
        asked.stream()
            .map(
                slot ->
                    new SlotClaim(
                        slot, value(address, slot), storage.proof(new Keccak().hash(slot.bytes()))))
            .toList());
  }

  /** What is stored in a slot; zero where nothing is. */
  public BigInteger value(Address address, Hash slot) {
    return Contract.at(address).map(contract -> value(contract, slot)).orElse(BigInteger.ZERO);
  }

  private BigInteger value(Contract contract, Hash slot) {
    int at = slots.of(contract).indexOf(slot);
    return at < 0 ? BigInteger.ZERO : ledger.slot(contract, at);
  }
}
