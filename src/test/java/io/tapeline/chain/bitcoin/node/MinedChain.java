package io.tapeline.chain.bitcoin.node;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.block.MerkleTree;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.Network;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A chain like regtest's, with work and Merkle trees as they must be. For one thread. */
public final class MinedChain {

  private static final String FIRST_COINBASE =
      "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d"
          + "0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b20"
          + "6f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a010000004341046"
          + "78afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51"
          + "ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000";

  /** New coins of a block on regtest's first 150 blocks; it never halves here. */
  public static final long SUBSIDY = 5_000_000_000L;

  private static final int NO_OUTPUT = 0xffff_ffff;
  private static final int OUTPUT_SCRIPT_BYTES = 22;

  private final Network network;
  private final List<MinedBlock> blocks;

  private MinedChain(Network network, List<MinedBlock> blocks) {
    this.network = network;
    this.blocks = new ArrayList<>(blocks);
  }

  /** With the first block alone. */
  public static MinedChain regtest() {
    return of(Network.REGTEST, List.of());
  }

  /** The first block of a network and those after it. */
  public static MinedChain of(Network network, List<Block> after) {
    List<MinedBlock> all = new ArrayList<>();
    all.add(
        new MinedBlock(
            network.genesis(), 0, List.of(Transaction.parse(FIRST_COINBASE)), List.of()));
    for (Block block : after) {
      all.add(new MinedBlock(block.header(), all.size(), block.transactions(), List.of()));
    }
    return new MinedChain(network, all);
  }

  public Network network() {
    return network;
  }

  public MinedBlock tip() {
    return blocks.getLast();
  }

  public MinedBlock at(long height) {
    return blocks.get((int) height);
  }

  public List<MinedBlock> blocks() {
    return blocks;
  }

  /** Another that has the same up to this height. */
  public MinedChain fork(long height) {
    return new MinedChain(network, blocks.subList(0, (int) height + 1));
  }

  /** So many blocks, each ten minutes after the one before. Another salt makes other blocks. */
  public MinedChain mine(int count, int salt) {
    for (int i = 0; i < count; i++) {
      var _ = mine(salt, List.of());
    }
    return this;
  }

  /** One whose transactions pay these fees. */
  public MinedChain mine(int salt, List<Long> fees) {
    long height = blocks.size();
    List<Transaction> transactions = new ArrayList<>();
    long paid = fees.stream().mapToLong(Long::longValue).sum();
    transactions.add(coinbase(height, salt, SUBSIDY + paid));
    for (int i = 0; i < fees.size(); i++) {
      transactions.add(payment(height, salt, i));
    }
    Hash256 root = MerkleTree.over(transactions.stream().map(Transaction::txid).toList()).root();
    BlockHeader parent = tip().header();
    return add(
        work(parent, root, parent.timeSeconds() + Network.SPACING_SECONDS, parent.bits()),
        transactions,
        fees);
  }

  /** One that has no work: the first nonce whose hash is above the target. */
  public MinedChain mineWithoutWork() {
    BlockHeader parent = tip().header();
    Transaction coinbase = coinbase(blocks.size(), 0, SUBSIDY);
    for (long nonce = 0; ; nonce++) {
      BlockHeader header =
          new BlockHeader(
              4,
              parent.hash(),
              coinbase.txid(),
              parent.timeSeconds() + Network.SPACING_SECONDS,
              parent.bits(),
              nonce);
      if (!network.workHolds(header, header.hash())) {
        return add(header, List.of(coinbase), List.of());
      }
    }
  }

  /** One with a target that the rules do not ask for, and work enough for it. */
  public MinedChain mineWithBits(CompactTarget bits) {
    BlockHeader parent = tip().header();
    Transaction coinbase = coinbase(blocks.size(), 0, SUBSIDY);
    return add(
        work(parent, coinbase.txid(), parent.timeSeconds() + Network.SPACING_SECONDS, bits),
        List.of(coinbase),
        List.of());
  }

  /** One that says it is of long before those before it. */
  public MinedChain mineInThePast() {
    BlockHeader parent = tip().header();
    Transaction coinbase = coinbase(blocks.size(), 0, SUBSIDY);
    return add(
        work(parent, coinbase.txid(), parent.timeSeconds() - 100_000, parent.bits()),
        List.of(coinbase),
        List.of());
  }

  private MinedChain add(BlockHeader header, List<Transaction> transactions, List<Long> fees) {
    blocks.add(new MinedBlock(header, blocks.size(), transactions, fees));
    return this;
  }

  private static BlockHeader work(BlockHeader parent, Hash256 root, long time, CompactTarget bits) {
    BigInteger target = bits.magnitude();
    for (long nonce = 0; ; nonce++) {
      BlockHeader header = new BlockHeader(4, parent.hash(), root, time, bits, nonce);
      if (header.hash().toNumber().compareTo(target) <= 0) {
        return header;
      }
    }
  }

  private static Transaction coinbase(long height, int salt, long value) {
    ByteBuffer script = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    script.put((byte) 4).putInt((int) height).put((byte) 4).putInt(salt);
    return transaction(Hash256.ZERO, NO_OUTPUT, script.array(), value);
  }

  private static Transaction payment(long height, int salt, int index) {
    Hash256 spent = new Hash256(height, salt, index, 1);
    return transaction(spent, 0, new byte[] {1, 2, 3}, 1_000_000L + index);
  }

  private static Transaction transaction(Hash256 spent, int output, byte[] script, long value) {
    ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(2).put((byte) 1).put(spent.toWire()).putInt(output);
    out.put((byte) script.length).put(script).putInt(NO_OUTPUT);
    out.put((byte) 1).putLong(value).put((byte) OUTPUT_SCRIPT_BYTES);
    out.put(new byte[OUTPUT_SCRIPT_BYTES]).putInt(0);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return Transaction.parse(bytes);
  }
}
