package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.rlp.RlpReader;
import io.tapeline.chain.rlp.RlpWriter;
import java.math.BigInteger;

/**
 * What the state holds of an account.
 *
 * @param nonce how many transactions it sent, or contracts it made
 * @param balance in wei
 */
public record Account(BigInteger nonce, BigInteger balance, Hash storageRoot, Hash codeHash) {

  /** The hash of no code. */
  public static final Hash NO_CODE =
      Hash.of("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

  /** As which an account is treated that is not in the state. */
  public static final Account ABSENT =
      new Account(BigInteger.ZERO, BigInteger.ZERO, TrieVerifier.EMPTY_ROOT, NO_CODE);

  private static final int NONCE_BYTES = 8;
  private static final int BALANCE_BYTES = 32;

  public Account {
    checkFits("nonce", nonce, NONCE_BYTES);
    checkFits("balance", balance, BALANCE_BYTES);
  }

  static void checkFits(String name, BigInteger number, int bytes) {
    if (number.signum() < 0 || number.bitLength() > 8 * bytes) {
      throw new RefusedException("%s is no number of at most %d bytes".formatted(name, bytes));
    }
  }

  /** As the trie holds it. */
  static Account decode(byte[] bytes) {
    RlpReader items = RlpReader.ofList(bytes);
    Account account =
        new Account(
            items.integer(NONCE_BYTES),
            items.integer(BALANCE_BYTES),
            Hash.of(items.bytes(Hash.BYTES)),
            Hash.of(items.bytes(Hash.BYTES)));
    items.end();
    return account;
  }

  public byte[] encoded() {
    RlpWriter writer = new RlpWriter();
    writer.string(codeHash.bytes());
    writer.string(storageRoot.bytes());
    writer.integer(balance);
    writer.integer(nonce);
    writer.closeList(0);
    return writer.bytes();
  }
}
