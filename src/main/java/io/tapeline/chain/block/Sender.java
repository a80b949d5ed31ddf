package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.rlp.RlpReader;
import io.tapeline.chain.rlp.RlpWriter;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a transaction: whoever signed it. Made of the bytes alone, as the block's trie has them:
 * of all types the signature is the last three items of the list, and what is signed is the list
 * without them, so nothing else has to be understood.
 */
public final class Sender {

  private static final int WORD_BYTES = 32;
  private static final int SIGNATURE_ITEMS = 3;
  private static final int LEGACY_ITEMS = 9;

  /** How many items those of type 1, 2, 3 and 4 have. */
  private static final int[] TYPED_ITEMS = {11, 12, 14, 13};

  /** Parities before there were chains' ids in signatures, and since (EIP-155). */
  private static final BigInteger WITHOUT_CHAIN = BigInteger.valueOf(27);

  private static final BigInteger WITH_CHAIN = BigInteger.valueOf(35);

  private final byte[] encoded;
  private final int type;
  private final RlpReader items;

  /** What is signed lies between these places. */
  private final int from;

  private final int to;

  private Sender(byte[] encoded) {
    this.encoded = encoded;
    boolean isTyped = encoded.length > 0 && encoded[0] >= 0;
    type = isTyped ? encoded[0] : 0;
    if (isTyped && (type < 1 || type > TYPED_ITEMS.length)) {
      throw new RefusedException("how those of type 0x%x are signed is not known".formatted(type));
    }
    RlpReader all = new RlpReader(encoded, isTyped ? 1 : 0, encoded.length);
    items = all.list();
    all.end();
    int signed = (isTyped ? TYPED_ITEMS[type - 1] : LEGACY_ITEMS) - SIGNATURE_ITEMS;
    from = all.from();
    for (int i = 0; i < signed; i++) {
      items.next();
    }
    to = items.to();
  }

  /**
   * Who signed it; of deposits of rollups who is named there, as the chain below knows it.
   *
   * @param encoded a transaction, as the block's trie has it
   * @throws RefusedException if its type is not known, or no key makes such a signature
   */
  public static Address of(byte[] encoded) {
    return isDeposit(encoded) ? named(encoded) : new Sender(encoded).recovered();
  }

  /** Whether nobody signed it. */
  public static boolean isDeposit(byte[] encoded) {
    return encoded.length > 0 && encoded[0] == Transaction.Deposit.TYPE;
  }

  private static Address named(byte[] encoded) {
    RlpReader all = new RlpReader(encoded, 1, encoded.length);
    RlpReader items = all.list();
    all.end();
    items.bytes(Hash.BYTES);
    return Address.of(items.bytes(Address.BYTES));
  }

  /** The same; empty where it is refused. */
  public static Optional<Address> find(Transaction transaction) {
    try {
      return Optional.of(of(transaction.encoded()));
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }

  /**
   * Compares what a node says with what follows from the signature, where anything does.
   *
   * @throws RefusedException if that is another
   */
  public static void require(Address said, Transaction transaction) {
    Address sender = find(transaction).orElse(said);
    if (!sender.equals(said)) {
      throw new RefusedException(
          "it says that %s sent transaction %s, which %s signed"
              .formatted(said, transaction.hash(), sender));
    }
  }

  private Address recovered() {
    BigInteger v = items.integer(WORD_BYTES);
    BigInteger r = items.integer(WORD_BYTES);
    BigInteger s = items.integer(WORD_BYTES);
    items.end();
    boolean hasChain = type == 0 && v.compareTo(WITH_CHAIN) >= 0;
    boolean isOdd = isOdd(v, hasChain);
    // without type and chain it may be from before the Homestead fork, when either s was right
    if (KeyRecovery.isHigh(s) && (type != 0 || hasChain)) {
      throw new RefusedException("the signature's s is the higher one of two (EIP-2)");
    }
    byte[] signed = signed(hasChain ? v.subtract(WITH_CHAIN).shiftRight(1) : null);
    return KeyRecovery.signer(new Keccak().hash(signed), isOdd, r, s);
  }

  private boolean isOdd(BigInteger v, boolean hasChain) {
    if (hasChain) {
      return !v.testBit(0);
    }
    BigInteger parity = type == 0 ? v.subtract(WITHOUT_CHAIN) : v;
    if (parity.signum() < 0 || parity.bitLength() > 1) {
      throw new RefusedException(
          type == 0
              ? "the signature's v is %d, neither 27, 28, nor 35 or more".formatted(v)
              : "the signature's parity is %d, neither 0 nor 1".formatted(v));
    }
    return parity.testBit(0);
  }

  /**
   * @param chainId null where none is signed, or is among the items
   */
  private byte[] signed(@Nullable BigInteger chainId) {
    RlpWriter writer = new RlpWriter();
    if (chainId != null) {
      writer.number(0);
      writer.number(0);
      writer.integer(chainId);
    }
    writer.raw(encoded, from, to - from);
    writer.closeList(0);
    if (type != 0) {
      writer.raw(type);
    }
    return writer.bytes();
  }
}
