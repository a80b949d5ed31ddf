package io.tapeline.chain.spv;

import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.MerkleTree;
import io.tapeline.chain.spv.follow.Bounds;
import io.tapeline.chain.spv.follow.HeaderChain;
import io.tapeline.chain.spv.follow.Miner;
import io.tapeline.chain.spv.follow.TrustedBase;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Headers followed, Merkle branches checked and blocks read, beside hashing the same bytes twice
 * with the same SHA-256, by turns in the same process.
 */
public final class SpvBenchmark {

  private static final int HEADERS = 20_000;
  private static final int BRANCHES = 1_000;
  private static final int TRANSACTIONS = 4_000;
  private static final int WARM_ROUNDS = 3;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 1_000_000_000;

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private SpvBenchmark() {}

  /** Does something once, and tells how many things that were. */
  private interface Work {
    int once();
  }

  public static void main(String... arguments) {
    headers();
    branches();
    RecordedBlock.all()
        .filter(block -> block.name().contains("363703"))
        .forEach(SpvBenchmark::block);
  }

  private static void headers() {
    List<BlockHeader> headers = new ArrayList<>();
    BlockHeader last = Network.REGTEST.genesis();
    for (int i = 0; i < HEADERS; i++) {
      last = Miner.after(last, i);
      headers.add(last);
    }
    List<byte[]> bytes = headers.stream().map(BlockHeader::toBytes).toList();
    compare(
        "headers followed",
        () -> {
          HeaderChain chain =
              new HeaderChain(Network.REGTEST, TrustedBase.genesis(Network.REGTEST), Bounds.USUAL);
          headers.forEach(header -> chain.accept(header, LATER));
          require(chain.head().height() == HEADERS);
          return HEADERS;
        },
        () -> hashed(bytes));
  }

  /** Of a block of 4,000 transactions, twelve levels. */
  private static void branches() {
    SplittableRandom random = new SplittableRandom(1);
    List<Hash256> ids =
        Stream.generate(() -> new Hash256(random.nextLong(), random.nextLong(), 0, 0))
            .limit(TRANSACTIONS)
            .toList();
    MerkleTree tree = MerkleTree.over(ids);
    List<MerkleBranch> branches = new ArrayList<>();
    for (int i = 0; i < BRANCHES; i++) {
      branches.add(tree.branch(i));
    }
    int levels = branches.getFirst().siblings().size();
    List<byte[]> pairs =
        Stream.generate(() -> Hash256.pair(ids.get(0), ids.get(1))).limit(levels).toList();
    compare(
        "branches of %d levels checked".formatted(levels),
        () -> {
          branches.forEach(branch -> require(branch.proves(ids.get(branch.index()), tree.root())));
          return BRANCHES;
        },
        () -> hashed(pairs) / pairs.size());
  }

  private static void block(RecordedBlock recorded) {
    compare(
        "blocks of %d bytes and %d transactions read"
            .formatted(recorded.bytes().length, recorded.block().transactions().size()),
        () -> Block.parse(recorded.bytes()).transactions().isEmpty() ? 0 : 1,
        () -> hashed(List.of(recorded.bytes())));
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }

  private static int hashed(List<byte[]> all) {
    all.forEach(bytes -> require(!Hash256.of(bytes).equals(Hash256.ZERO)));
    return all.size();
  }

  private static void compare(String name, Work work, Work hashing) {
    double[] ours = new double[ROUNDS];
    double[] plain = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
      double plainRate = rate(hashing);
      double ourRate = rate(work);
      if (round >= 0) {
        plain[round] = plainRate;
        ours[round] = ourRate;
        ratios[round] = ourRate / plainRate;
      }
    }
    Arrays.sort(ratios);
    System.out.printf(
        "%s: %.0f/s, hashing the same bytes %.0f/s, ratio %.2f (%.2f to %.2f)%n",
        name, median(ours), median(plain), median(ratios), ratios[0], ratios[ROUNDS - 1]);
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  private static double rate(Work work) {
    long began = System.nanoTime();
    long nanos = 0;
    long things = 0;
    while (nanos < ROUND_NANOS) {
      things += work.once();
      nanos = System.nanoTime() - began;
    }
    return things * 1e9 / nanos;
  }
}
