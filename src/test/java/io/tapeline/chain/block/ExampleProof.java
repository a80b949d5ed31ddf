package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header.Additions;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Receipt.Outcome;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.DynamicFee;
import io.tapeline.chain.block.Transaction.Fees;
import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.SlotClaim;
import io.tapeline.chain.proof.Trie;
import io.tapeline.chain.proof.Trie.Entry;
import io.tapeline.chain.proof.TrieVerifier;
import io.tapeline.chain.rlp.RlpWriter;
import io.tapeline.sandbox.chain.state.Keys;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block of a chain that is made up, whose state has a few accounts, the first of them a contract
 * with two slots; with a transfer and its receipt. Its hashes hold.
 */
public final class ExampleProof {

  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  private ExampleProof() {}

  /** An address or a hash of the same byte again and again. */
  static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static Address address(int value) {
    return Address.of(bytes(Address.BYTES, value));
  }

  private static Hash slot(int number) {
    byte[] bytes = new byte[Hash.BYTES];
    bytes[Hash.BYTES - 1] = (byte) number;
    return Hash.of(bytes);
  }

  private static Trie storage() {
    return Trie.of(
        List.of(entry(slot(0).bytes(), number(1_000_000)), entry(slot(1).bytes(), number(0x2a))));
  }

  private static Entry entry(byte[] key, byte[] value) {
    return new Entry(Keccak.of(key).bytes(), value);
  }

  private static byte[] number(long number) {
    RlpWriter writer = new RlpWriter();
    writer.number(number);
    return writer.bytes();
  }

  private static Account contract() {
    return new Account(BigInteger.ONE, ETHER, storage().root(), Keccak.of(new byte[] {0x60, 0x00}));
  }

  private static Trie state() {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(address(0x11).bytes(), contract().encoded()));
    for (int each = 2; each < 5; each++) {
      Account account =
          new Account(
              BigInteger.valueOf(each),
              ETHER.multiply(BigInteger.valueOf(each)),
              TrieVerifier.EMPTY_ROOT,
              Account.NO_CODE);
      entries.add(entry(address(each * 0x11).bytes(), account.encoded()));
    }
    return Trie.of(entries);
  }

  private static List<byte[]> transactions() {
    Signature none = new Signature(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    byte[] hash = Keccak.of(transfer(none).unsigned()).bytes();
    return List.of(transfer(new Keys(1, 1).sign(0, hash)).encoded());
  }

  private static Transaction.Signed transfer(Signature signature) {
    return new DynamicFee(
        BigInteger.valueOf(31_337),
        new Call(BigInteger.ONE, BigInteger.valueOf(21_000), address(0x11), ETHER, new byte[0]),
        new Fees(BigInteger.ONE, BigInteger.valueOf(1_000_000_000)),
        List.of(),
        signature);
  }

  private static List<byte[]> receipts() {
    Log log = new Log(address(0x11), List.of(slot(3)), number(1));
    return List.of(
        new Receipt(2, new Outcome.Status(true), 21_000, new byte[Header.BLOOM_BYTES], List.of(log))
            .encoded());
  }

  public static Header header() {
    return new Header(
        slot(9),
        Keccak.of(new byte[] {(byte) 0xc0}),
        address(0x99),
        state().root(),
        Trie.ofList(transactions()).root(),
        Trie.ofList(receipts()).root(),
        new byte[Header.BLOOM_BYTES],
        BigInteger.ZERO,
        1_234,
        30_000_000,
        21_000,
        1_767_225_600,
        new byte[0],
        slot(8),
        new byte[Header.NONCE_BYTES],
        new Additions(BigInteger.valueOf(7), TrieVerifier.EMPTY_ROOT, null, null));
  }

  /** The contract with slots 0 and 2, the transaction and its receipt. */
  public static ReadProof whole() {
    return of(0x11, contract(), List.of(0, 2));
  }

  /** An account that is not there, beside the transaction and its receipt. */
  public static ReadProof absent() {
    return of(0x66, Account.ABSENT, List.of());
  }

  private static ReadProof of(int asked, Account account, List<Integer> slots) {
    List<SlotClaim> storage =
        slots.stream()
            .map(
                number ->
                    new SlotClaim(
                        slot(number),
                        BigInteger.valueOf(number == 0 ? 1_000_000 : 0),
                        storage().proof(Keccak.of(slot(number).bytes()).bytes())))
            .toList();
    Address address = address(asked);
    AccountClaim claim =
        new AccountClaim(
            address, account, state().proof(Keccak.of(address.bytes()).bytes()), storage);
    return new ReadProof(
        "example",
        header().hash(),
        header().encoded(),
        claim,
        List.of(
            Inclusion.of(Part.TRANSACTION, header(), transactions(), 0),
            Inclusion.of(Part.RECEIPT, header(), receipts(), 0)));
  }
}
