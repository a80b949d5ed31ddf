package io.tapeline.chain.spv;

import io.tapeline.chain.BesideHashing;
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

  private static final String THE_SAME = "the same bytes";
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private SpvBenchmark() {}

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
    BesideHashing.compare(
        "headers followed",
        THE_SAME,
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
    BesideHashing.compare(
        "branches of %d levels checked".formatted(levels),
        THE_SAME,
        () -> {
          branches.forEach(branch -> require(branch.proves(ids.get(branch.index()), tree.root())));
          return BRANCHES;
        },
        () -> hashed(pairs) / pairs.size());
  }

  private static void block(RecordedBlock recorded) {
    BesideHashing.compare(
        "blocks of %d bytes and %d transactions read"
            .formatted(recorded.bytes().length, recorded.block().transactions().size()),
        THE_SAME,
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
}
