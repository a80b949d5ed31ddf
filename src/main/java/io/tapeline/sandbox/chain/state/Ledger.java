package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * What all accounts and slots hold at one block, and which of them changed since the tries were
 * told. One thread at a time.
 */
public final class Ledger {

  private static final byte[] DELEGATED = {(byte) 0xef, 1, 0};
  private static final byte[] DELEGATION_CODE = delegation(Contract.ROUTER.address());
  private static final Hash DELEGATION_HASH = Keccak.of(DELEGATION_CODE);

  private final long[] nonces;
  private final BigInteger[] balances;

  /** Whether the account lets the router's code act for it (EIP-7702). */
  private final boolean[] delegated;

  private final Map<Contract, BigInteger[]> slots;
  private final BitSet touched = new BitSet();
  private final Map<Contract, BitSet> touchedSlots = new EnumMap<>(Contract.class);

  private Ledger(
      long[] nonces,
      BigInteger[] balances,
      boolean[] delegated,
      Map<Contract, BigInteger[]> slots) {
    this.nonces = nonces;
    this.balances = balances;
    this.delegated = delegated;
    this.slots = slots;
    touched.set(0, nonces.length);
    slots.forEach((contract, all) -> touchedSlots.put(contract, all(all.length)));
  }

  /** Of nothing anywhere. */
  static Ledger empty(Slots layout) {
    BigInteger[] balances = new BigInteger[Roster.SIZE];
    Arrays.fill(balances, BigInteger.ZERO);
    Map<Contract, BigInteger[]> slots = new EnumMap<>(Contract.class);
    for (Contract contract : Contract.values()) {
      slots.put(contract, new BigInteger[layout.of(contract).size()]);
    }
    return new Ledger(new long[Roster.SIZE], balances, new boolean[Roster.SIZE], slots);
  }

  private static BitSet all(int size) {
    BitSet all = new BitSet();
    all.set(0, size);
    return all;
  }

  private static byte[] delegation(Address to) {
    byte[] code = Arrays.copyOf(DELEGATED, DELEGATED.length + Address.BYTES);
    System.arraycopy(to.bytes(), 0, code, DELEGATED.length, Address.BYTES);
    return code;
  }

  /** The same values; to tries all of it is new. */
  public Ledger copy() {
    Map<Contract, BigInteger[]> copied = new EnumMap<>(slots);
    copied.replaceAll((_, values) -> values.clone());
    return new Ledger(nonces.clone(), balances.clone(), delegated.clone(), copied);
  }

  public long nonce(int account) {
    return nonces[account];
  }

  void nonce(int account, long value) {
    nonces[account] = value;
    touched.set(account);
  }

  public BigInteger balance(int account) {
    return balances[account];
  }

  public boolean isDelegated(int account) {
    return delegated[account];
  }

  public BigInteger slot(Contract contract, int slot) {
    return of(contract)[slot];
  }

  private BigInteger[] of(Contract contract) {
    return Objects.requireNonNull(slots.get(contract));
  }

  private BitSet touched(Contract contract) {
    return Objects.requireNonNull(touchedSlots.get(contract));
  }

  /** How much of a token an account has. */
  public BigInteger tokens(Contract token, int account) {
    int holder = Slots.holder(account);
    return holder < 0 ? BigInteger.ZERO : slot(token, holder);
  }

  public void sent(int account) {
    nonce(account, nonces[account] + 1);
  }

  public void delegate(int account, boolean isDelegated) {
    delegated[account] = isDelegated;
    touched.set(account);
  }

  public void credit(int account, BigInteger wei) {
    balances[account] = balances[account].add(wei);
    touched.set(account);
  }

  /**
   * @throws IllegalStateException if there is not as much
   */
  public void debit(int account, BigInteger wei) {
    balances[account] = positive(balances[account].subtract(wei));
    touched.set(account);
  }

  /**
   * @throws IllegalStateException if there is not more than that: nobody's tokens ever end
   */
  public void moveTokens(Contract token, int from, int to, BigInteger amount) {
    int source = Slots.holder(from);
    int target = Slots.holder(to);
    slot(token, source, positive(slot(token, source).subtract(amount)));
    slot(token, target, slot(token, target).add(amount));
  }

  public void slot(Contract contract, int slot, BigInteger value) {
    of(contract)[slot] = positive(value);
    touched(contract).set(slot);
    touched.set(Roster.of(contract));
  }

  private static BigInteger positive(BigInteger value) {
    if (value.signum() <= 0) {
      throw new IllegalStateException("nothing is left: " + value);
    }
    return value;
  }

  /** An account's code; empty if it has none. */
  public byte[] code(int account) {
    return Roster.contract(account)
        .map(Contract::code)
        .orElseGet(() -> delegated[account] ? DELEGATION_CODE.clone() : new byte[0]);
  }

  /** As the trie holds it. */
  public Account account(int account, Hash storageRoot) {
    Hash code = delegated[account] ? DELEGATION_HASH : Account.NO_CODE;
    return new Account(
        BigInteger.valueOf(nonces[account]),
        balances[account],
        storageRoot,
        Roster.contract(account).map(Contract::codeHash).orElse(code));
  }

  /** Names what changed of a contract since it was last asked. */
  void takeTouchedSlots(Contract contract, IntConsumer each) {
    BitSet own = touched(contract);
    own.stream().forEach(each);
    own.clear();
  }

  /** Names what changed of accounts, and of contracts' slots, since it was last asked. */
  void takeTouched(IntConsumer each) {
    touched.stream().forEach(each);
    touched.clear();
  }
}
