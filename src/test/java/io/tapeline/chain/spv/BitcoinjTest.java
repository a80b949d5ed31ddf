package io.tapeline.chain.spv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.block.MerkleTree;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.DifficultyRule;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.header.PeriodStart;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bitcoinj.base.internal.ByteUtils;
import org.bitcoinj.core.StoredBlock;
import org.bitcoinj.core.VerificationException;
import org.bitcoinj.params.BitcoinNetworkParams;
import org.bitcoinj.params.MainNetParams;
import org.bitcoinj.params.TestNet3Params;
import org.bitcoinj.store.BlockStoreException;
import org.bitcoinj.store.MemoryBlockStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same as bitcoinj, which was written by others, from the same rules. */
class BitcoinjTest {

  static Stream<RecordedBlock> blocks() {
    return RecordedBlock.all();
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void blocksAreReadAlike(RecordedBlock recorded) {
    Block ours = recorded.block();
    org.bitcoinj.core.Block theirs = theirs(recorded.bytes());

    assertThat(ours.header().hash()).hasToString(theirs.getHashAsString());
    assertThat(ours.header().work()).isEqualTo(theirs.getWork());
    assertThat(ours.header().bits().magnitude()).isEqualTo(theirs.getDifficultyTargetAsInteger());
    List<org.bitcoinj.core.Transaction> theirTransactions =
        Objects.requireNonNull(theirs.getTransactions());
    assertThat(ours.transactions()).hasSameSizeAs(theirTransactions);
    for (int i = 0; i < ours.transactions().size(); i++) {
      assertAlike(ours.transactions().get(i), theirTransactions.get(i));
    }
    assertThat(witnessRoot(ours)).hasToString(theirs.getWitnessRoot().toString());
  }

  private static void assertAlike(Transaction ours, org.bitcoinj.core.Transaction theirs) {
    assertThat(ours.txid()).hasToString(theirs.getTxId().toString());
    assertThat(ours.wtxid()).hasToString(theirs.getWTxId().toString());
    assertThat(ours.weight()).isEqualTo(theirs.getWeight());
    assertThat(ours.virtualSize()).isEqualTo(theirs.getVsize());
    assertThat(ours.value()).isEqualTo(theirs.getOutputSum().value);
    assertThat(ours.coinbase()).isEqualTo(theirs.isCoinBase());
  }

  private static Hash256 witnessRoot(Block block) {
    return MerkleTree.over(
            Stream.concat(
                    Stream.of(Hash256.ZERO),
                    block.transactions().stream().skip(1).map(Transaction::wtxid))
                .toList())
        .root();
  }

  private static org.bitcoinj.core.Block theirs(byte[] bytes) {
    return MainNetParams.get().getDefaultSerializer().makeBlock(ByteBuffer.wrap(bytes));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void targetsAreReadAndWrittenAlike(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      int bits = random.nextInt(0x23) << 24 | random.nextInt(0x80_0000);
      CompactTarget ours = new CompactTarget(bits);
      // zero apart, which bitcoinj writes otherwise than Core, and which is no target
      BigInteger number =
          new BigInteger(random.nextInt(1, 256), new Random(seed + i)).max(BigInteger.ONE);

      assertThat(ours.magnitude()).isEqualTo(ByteUtils.decodeCompactBits(bits));
      assertThat(Integer.toUnsignedLong(CompactTarget.encode(number).bits()))
          .isEqualTo(ByteUtils.encodeCompactBits(number));
    }
  }

  /** A period of headers with times at random: what we ask for next they let pass, and no other. */
  @ParameterizedTest
  @MethodSource("seeds")
  void targetsChangeAlike(long seed) throws BlockStoreException {
    SplittableRandom random = new SplittableRandom(seed);
    Network network = seed % 2 == 0 ? Network.MAINNET : Network.TESTNET3;
    long spacing = List.of(100L, 400L, 610L, 900L, 3_000L).get((int) (seed % 5));
    CompactTarget bits = CompactTarget.parse(seed % 3 == 0 ? "1d00ffff" : "1b0404cb");
    MemoryBlockStore store = new MemoryBlockStore(theirs(network.genesis()));
    // after 2012, where testnet3 has all of its rules
    BlockHeader last = header(Hash256.ZERO, 1_400_000_000, bits, random);
    StoredBlock stored = new StoredBlock(theirs(last), BigInteger.ONE, 2_016 * 40);
    store.put(stored);
    PeriodStart period = new PeriodStart(last.timeSeconds(), bits);
    for (int i = 1; i < 2_016; i++) {
      last = header(last.hash(), last.timeSeconds() + random.nextLong(2 * spacing), bits, random);
      stored = new StoredBlock(theirs(last), BigInteger.ONE, 2_016 * 40 + i);
      store.put(stored);
    }

    CompactTarget next =
        DifficultyRule.required(network, 2_016 * 41, last, period, last.timeSeconds() + 600);

    long time = last.timeSeconds() + 600;
    assertThat(passes(network, stored, header(last.hash(), time, next, random), store)).isTrue();
    for (int change : new int[] {-1, 1}) {
      CompactTarget other = new CompactTarget(next.bits() + change);
      assertThat(passes(network, stored, header(last.hash(), time, other, random), store))
          .isFalse();
    }
  }

  private static boolean passes(
      Network network, StoredBlock last, BlockHeader next, MemoryBlockStore store)
      throws BlockStoreException {
    BitcoinNetworkParams params =
        network.equals(Network.MAINNET) ? MainNetParams.get() : TestNet3Params.get();
    try {
      params.checkDifficultyTransitions(last, theirs(next), store);
      return true;
    } catch (VerificationException _) {
      return false;
    }
  }

  private static BlockHeader header(
      Hash256 previous, long time, CompactTarget bits, SplittableRandom random) {
    return new BlockHeader(4, previous, Hash256.ZERO, time, bits, random.nextLong(1L << 32));
  }

  private static org.bitcoinj.core.Block theirs(BlockHeader header) {
    byte[] withoutTransactions = Arrays.copyOf(header.toBytes(), BlockHeader.BYTES + 1);
    return theirs(withoutTransactions);
  }
}
