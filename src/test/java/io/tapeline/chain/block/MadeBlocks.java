package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.FullBlock.Sent;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Receipt.Outcome;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.DynamicFee;
import io.tapeline.chain.block.Transaction.Fees;
import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Trie;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Blocks that follow each other, with hashes and roots that hold, and signatures that do not. */
public final class MadeBlocks {

  private static final long GENESIS_SECONDS = 1_735_689_600;
  private static final int BLOCK_SECONDS = 12;
  private static final int GAS = 50_000;

  private final SplittableRandom random;
  private final int transactions;

  /**
   * @param seed blocks of another are others
   * @param transactions in each block, with two logs each
   */
  public MadeBlocks(long seed, int transactions) {
    this.random = new SplittableRandom(seed);
    this.transactions = transactions;
  }

  /**
   * So many, one after the other.
   *
   * @param parent null for the first block of a chain
   */
  public List<FullBlock> after(@Nullable FullBlock parent, int count) {
    List<FullBlock> blocks = new ArrayList<>();
    FullBlock before = parent;
    for (int i = 0; i < count; i++) {
      before = after(before);
      blocks.add(before);
    }
    return blocks;
  }

  /** The next one. */
  public FullBlock after(@Nullable FullBlock parent) {
    List<Sent> sent = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < transactions; i++) {
      Transaction transaction = transaction(i);
      sent.add(new Sent(transaction, transaction.hash(), address()));
      receipts.add(
          new Receipt(
              2, new Outcome.Status(true), (i + 1L) * GAS, bytes(256), List.of(log(), log())));
    }
    List<Withdrawal> withdrawals = List.of(new Withdrawal(random.nextInt(1_000), 7, address(), 42));
    Header header = header(parent, sent, receipts, withdrawals);
    return new FullBlock(header, header.hash(), sent, receipts, withdrawals);
  }

  private Header header(
      @Nullable FullBlock parent,
      List<Sent> sent,
      List<Receipt> receipts,
      List<Withdrawal> withdrawals) {
    long number = parent == null ? 0 : parent.number() + 1;
    return new Header(
        parent == null ? Hash.of(new byte[Hash.BYTES]) : parent.hash(),
        hash(),
        address(),
        hash(),
        Trie.ofList(sent.stream().map(each -> each.transaction().encoded()).toList()).root(),
        Trie.ofList(receipts.stream().map(Receipt::encoded).toList()).root(),
        bytes(Header.BLOOM_BYTES),
        BigInteger.ZERO,
        number,
        30_000_000,
        (long) GAS * receipts.size(),
        GENESIS_SECONDS + number * BLOCK_SECONDS,
        new byte[0],
        hash(),
        new byte[Header.NONCE_BYTES],
        new Header.Additions(
            BigInteger.valueOf(1_000_000_000L + number),
            Trie.ofList(withdrawals.stream().map(Withdrawal::encoded).toList()).root(),
            new Header.Blobs(131_072, 0, hash()),
            hash()));
  }

  private Transaction transaction(int nonce) {
    return new DynamicFee(
        BigInteger.ONE,
        new Call(BigInteger.valueOf(nonce), BigInteger.valueOf(GAS), address(), word(), bytes(68)),
        new Fees(BigInteger.TWO, BigInteger.valueOf(2_000_000_000L)),
        List.of(),
        new Signature(BigInteger.ONE, word(), word()));
  }

  private Log log() {
    return new Log(address(), List.of(hash(), hash(), hash()), bytes(32));
  }

  private BigInteger word() {
    return new BigInteger(1, bytes(31));
  }

  private Hash hash() {
    return Hash.of(bytes(Hash.BYTES));
  }

  private Address address() {
    return Address.of(bytes(Address.BYTES));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** As chains are followed by it. */
  public static BlockRef ref(FullBlock block) {
    Header header = block.header();
    return new BlockRef(
        header.number(),
        block.hash(),
        header.parentHash(),
        Instant.ofEpochSecond(header.timestamp()));
  }
}
