package io.tapeline.chain.spv.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.Network;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trees of headers that grow at random, in an order at random, beside a plain reckoning of them.
 */
class HeaderChainLawsTest {

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static final Network NETWORK = Network.REGTEST;

  /** What a reader keeps who only follows what the chain answers. */
  private final List<Hash256> followed = new ArrayList<>(List.of(NETWORK.genesis().hash()));

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theBestIsWhatHasMostWorkAndAnswersAddUpToIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HeaderChain chain =
        new HeaderChain(NETWORK, TrustedBase.genesis(NETWORK), new Bounds(1_000, 1_000));
    List<BlockHeader> tree = new ArrayList<>(List.of(NETWORK.genesis()));
    List<BigInteger> work = new ArrayList<>(List.of(NETWORK.genesis().work()));
    BigInteger most = NETWORK.genesis().work();

    for (int i = 1; i <= 200; i++) {
      int back = random.nextInt(Math.min(tree.size(), 1 + random.nextInt(12)));
      int parent = tree.size() - 1 - back;
      BlockHeader header = Miner.after(tree.get(parent), i);
      tree.add(header);
      work.add(work.get(parent).add(header.work()));
      most = most.max(work.getLast());

      follow(chain.accept(header, LATER));

      assertThat(chain.head().work()).isEqualTo(most);
      assertThat(followed.getLast()).isEqualTo(chain.head().hash());
      assertThat(work.get(tree.indexOf(chain.head().header()))).isEqualTo(most);
    }
    for (int height = 0; height < followed.size(); height++) {
      assertThat(chain.at(height).orElseThrow().hash()).isEqualTo(followed.get(height));
    }
  }

  /** With room for little, the chain still holds together, and answers still add up to it. */
  @ParameterizedTest
  @MethodSource("seeds")
  void smallBoundsNeverBreakTheChain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Bounds bounds = new Bounds(1 + random.nextInt(8), 1 + random.nextInt(6));
    HeaderChain chain = new HeaderChain(NETWORK, TrustedBase.genesis(NETWORK), bounds);
    List<BlockHeader> tree = new ArrayList<>(List.of(NETWORK.genesis()));
    for (int i = 1; i <= 400; i++) {
      int back = random.nextInt(Math.min(tree.size(), 1 + random.nextInt(20)));
      BlockHeader header = Miner.after(tree.get(tree.size() - 1 - back), i);
      BigInteger before = chain.head().work();

      Acceptance acceptance = chain.accept(header, LATER);

      if (!(acceptance instanceof Acceptance.Refused)) {
        tree.add(header);
        follow(acceptance);
      }
      assertThat(chain.head().work()).isGreaterThanOrEqualTo(before);
      assertThat(chain.size()).isLessThanOrEqualTo(bounds.keptBlocks() + bounds.asideHeaders());
      assertHoldsTogether(chain, bounds);
    }
    assertThat(chain.head().height()).isGreaterThan(20);
  }

  private void assertHoldsTogether(HeaderChain chain, Bounds bounds) {
    long top = chain.head().height();
    assertThat(followed.getLast()).isEqualTo(chain.head().hash());
    for (long height = top; height > Math.max(0, top - bounds.reorgBlocks()); height--) {
      ChainedHeader header = chain.at(height).orElseThrow();
      assertThat(header.header().previous()).isEqualTo(chain.at(height - 1).orElseThrow().hash());
      assertThat(chain.find(header.hash())).contains(header);
      assertThat(chain.confirmations(header.hash())).isEqualTo(top - height + 1);
    }
  }

  private void follow(Acceptance acceptance) {
    switch (acceptance) {
      case Acceptance.Extended(var head) -> {
        assertThat(head.header().previous()).isEqualTo(followed.getLast());
        followed.add(head.hash());
      }
      case Acceptance.Reorganized(var orphaned, var joined) -> {
        orphaned.forEach(header -> assertThat(followed.removeLast()).isEqualTo(header.hash()));
        assertThat(joined.getFirst().header().previous()).isEqualTo(followed.getLast());
        joined.forEach(header -> followed.add(header.hash()));
      }
      case Acceptance.Aside _ -> {}
      case Acceptance.Known known -> throw new AssertionError(known);
      case Acceptance.Refused refused -> throw new AssertionError(refused);
    }
  }

  /** Whatever 80 bytes are offered, the answer is a refusal and nothing changes. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noiseChangesNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HeaderChain chain = new HeaderChain(NETWORK, TrustedBase.genesis(NETWORK), Bounds.USUAL);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[BlockHeader.BYTES];
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        NETWORK.genesis().hash().writeTo(bytes, 4);
      }
      assertThat(chain.accept(BlockHeader.parse(bytes), LATER))
          .isInstanceOf(Acceptance.Refused.class);
    }
    assertThat(chain.size()).isEqualTo(1);
  }
}
