package io.tapeline.chain.spv.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.RecordedHeaders;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.HeaderFault;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.header.PeriodStart;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderChainTest {

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static final Network NETWORK = Network.REGTEST;
  private static final BlockHeader GENESIS = NETWORK.genesis();

  private static HeaderChain chain(Bounds bounds) {
    return new HeaderChain(NETWORK, TrustedBase.genesis(NETWORK), bounds);
  }

  /** Headers after one another; the number makes the branch another one. */
  private static List<BlockHeader> branch(BlockHeader from, int length, long number) {
    List<BlockHeader> headers = new ArrayList<>();
    BlockHeader last = from;
    for (int i = 0; i < length; i++) {
      last = Miner.after(last, number);
      headers.add(last);
    }
    return headers;
  }

  private static Acceptance offer(HeaderChain chain, List<BlockHeader> headers) {
    return headers.stream().map(header -> chain.accept(header, LATER)).toList().getLast();
  }

  private static void assertFault(Acceptance acceptance, HeaderFault fault) {
    assertThat(acceptance)
        .isInstanceOfSatisfying(
            Acceptance.Refused.class, refused -> assertThat(refused.fault()).isEqualTo(fault));
  }

  @Test
  void headersExtendTheHeadAndTheirWorkAddsUp() {
    HeaderChain chain = chain(Bounds.USUAL);
    List<BlockHeader> headers = branch(GENESIS, 20, 1);

    Acceptance last = offer(chain, headers);

    assertThat(last).isEqualTo(new Acceptance.Extended(chain.head()));
    assertThat(chain.head().height()).isEqualTo(20);
    assertThat(chain.head().work()).isEqualTo(42);
    assertThat(chain.at(7).orElseThrow().header()).isEqualTo(headers.get(6));
    assertThat(chain.confirmations(headers.get(6).hash())).isEqualTo(14);
    assertThat(chain.confirmations(chain.head().hash())).isEqualTo(1);
    assertThat(chain.confirmations(Hash256.ZERO)).isZero();
    assertThat(chain.accept(headers.get(3), LATER))
        .isEqualTo(new Acceptance.Known(chain.at(4).orElseThrow()));
  }

  @Test
  void aForkOfAsMuchWorkStaysAsideAndOneHeaderMoreReplacesTheChain() {
    HeaderChain chain = chain(Bounds.USUAL);
    List<BlockHeader> first = branch(GENESIS, 500, 1);
    List<BlockHeader> second = branch(first.get(99), 401, 2);
    offer(chain, first);

    assertThat(offer(chain, second.subList(0, 400))).isInstanceOf(Acceptance.Aside.class);
    assertThat(chain.head().header()).isEqualTo(first.getLast());
    assertThat(chain.confirmations(second.getFirst().hash())).isZero();

    Acceptance acceptance = chain.accept(second.getLast(), LATER);

    List<BlockHeader> orphaned = new ArrayList<>(first.subList(100, 500));
    Collections.reverse(orphaned);
    assertThat(acceptance)
        .isInstanceOfSatisfying(
            Acceptance.Reorganized.class,
            reorganized -> {
              assertThat(reorganized.orphaned())
                  .extracting(ChainedHeader::header)
                  .isEqualTo(orphaned);
              assertThat(reorganized.joined()).extracting(ChainedHeader::header).isEqualTo(second);
            });
    assertThat(chain.head().height()).isEqualTo(501);
    assertThat(chain.at(100).orElseThrow().header()).isEqualTo(first.get(99));
    assertThat(chain.at(101).orElseThrow().header()).isEqualTo(second.getFirst());
  }

  @Test
  void whatWasOrphanedMayComeBack() {
    HeaderChain chain = chain(Bounds.USUAL);
    List<BlockHeader> first = branch(GENESIS, 5, 1);
    offer(chain, first);
    offer(chain, branch(GENESIS, 6, 2));

    Acceptance acceptance = offer(chain, branch(first.getLast(), 2, 1));

    assertThat(acceptance)
        .isInstanceOfSatisfying(
            Acceptance.Reorganized.class,
            reorganized -> {
              assertThat(reorganized.orphaned()).hasSize(6);
              assertThat(reorganized.joined()).hasSize(7);
            });
    assertThat(chain.at(1).orElseThrow().header()).isEqualTo(first.getFirst());
  }

  /** Two blocks of a period that begins harder outweigh three of one that begins easiest. */
  @Test
  void workDecidesAndNotLength() {
    BlockHeader base = Miner.after(Miner.EASY.genesis(), 1);
    HeaderChain chain = new HeaderChain(Miner.EASY, nearlyTwoWeeks(base), Bounds.USUAL);
    CompactTarget easiest = base.bits();
    CompactTarget harder = CompactTarget.encode(easiest.magnitude().shiftRight(2));
    List<BlockHeader> longer = branch(base, 3, 1);
    BlockHeader early = at(base, base.timeSeconds() - Network.PERIOD_SECONDS);
    BlockHeader heavy = Miner.after(early, Hash256.ZERO, early.timeSeconds() + 1, harder);
    offer(chain, longer);

    assertThat(chain.accept(early, LATER)).isInstanceOf(Acceptance.Aside.class);
    assertThat(chain.accept(heavy, LATER))
        .isInstanceOfSatisfying(
            Acceptance.Reorganized.class,
            reorganized -> {
              assertThat(reorganized.orphaned()).hasSize(3);
              assertThat(reorganized.joined()).hasSize(2);
            });
  }

  private static TrustedBase nearlyTwoWeeks(BlockHeader base) {
    long start = base.timeSeconds() - Network.PERIOD_SECONDS;
    return new TrustedBase(
        base, 2_014, base.work(), new PeriodStart(start, base.bits()), List.of());
  }

  @Test
  void reorgsGoAsDeepAsTheyMayAndNoDeeper() {
    Bounds bounds = new Bounds(50, 200);
    List<BlockHeader> first = branch(GENESIS, 80, 1);
    HeaderChain chain = chain(bounds);
    offer(chain, first);
    // after height 29 a reorg would orphan 51 blocks
    assertFault(chain.accept(Miner.after(first.get(28), 2), LATER), HeaderFault.FORKS_TOO_DEEP);

    Acceptance acceptance = offer(chain, branch(first.get(29), 51, 2));

    assertThat(acceptance)
        .isInstanceOfSatisfying(
            Acceptance.Reorganized.class,
            reorganized -> assertThat(reorganized.orphaned()).hasSize(50));
  }

  @Test
  void branchesThatGotTooDeepAreForgotten() {
    HeaderChain chain = chain(new Bounds(50, 200));
    List<BlockHeader> first = branch(GENESIS, 200, 1);
    List<BlockHeader> second = branch(first.get(9), 60, 2);
    offer(chain, first.subList(0, 60));
    assertThat(offer(chain, second.subList(0, 49))).isInstanceOf(Acceptance.Aside.class);

    offer(chain, first.subList(60, 200));

    assertThat(chain.find(second.getFirst().hash())).isEmpty();
    assertFault(chain.accept(second.get(49), LATER), HeaderFault.UNKNOWN_PARENT);
    assertThat(chain.size()).isEqualTo(61);
  }

  @Test
  void memoryStaysFlatHoweverManyHeadersComeInAndAside() {
    Bounds bounds = new Bounds(20, 30);
    HeaderChain chain = chain(bounds);
    BlockHeader last = GENESIS;
    for (int i = 0; i < 1_000; i++) {
      BlockHeader parent = last;
      last = Miner.after(parent, 1);
      chain.accept(last, LATER);
      for (int j = 2; j < 6; j++) {
        chain.accept(Miner.after(parent, j), LATER);
      }
      assertThat(chain.size()).isLessThanOrEqualTo(bounds.keptBlocks() + bounds.asideHeaders());
    }
    assertThat(chain.head().height()).isEqualTo(1_000);
  }

  @Test
  void whenThereIsNoRoomWhatHasLeastWorkLeaves() {
    HeaderChain chain = chain(new Bounds(20, 3));
    List<BlockHeader> first = branch(GENESIS, 4, 1);
    offer(chain, first);
    List<BlockHeader> low = branch(GENESIS, 2, 2);
    offer(chain, low);
    List<BlockHeader> high = branch(first.get(2), 2, 3);
    offer(chain, high.subList(0, 1));

    assertFault(chain.accept(Miner.after(GENESIS, 4), LATER), HeaderFault.TOO_MANY_ASIDE);
    BlockHeader higher = Miner.after(first.get(2), 5);
    assertThat(chain.accept(higher, LATER)).isInstanceOf(Acceptance.Aside.class);

    assertThat(chain.find(low.get(1).hash())).isEmpty();
    assertThat(chain.find(low.get(0).hash())).isPresent();
    assertThat(chain.accept(high.get(1), LATER)).isInstanceOf(Acceptance.Reorganized.class);
    assertThat(chain.size()).isLessThanOrEqualTo(6 + 3);
  }

  @Test
  void headersWithoutWorkParentOrTimeAreRefused() {
    HeaderChain chain = chain(Bounds.USUAL);
    List<BlockHeader> headers = branch(GENESIS, 20, 1);
    offer(chain, headers);
    BlockHeader head = headers.getLast();

    assertFault(chain.accept(withoutWork(head), LATER), HeaderFault.TOO_LITTLE_WORK);
    assertFault(
        chain.accept(Miner.after(branch(GENESIS, 1, 9).getFirst(), 1), LATER),
        HeaderFault.UNKNOWN_PARENT);
    // the median of the last eleven is the sixth from the end
    long median = headers.get(14).timeSeconds();
    assertFault(chain.accept(at(head, median), LATER), HeaderFault.TIME_TOO_OLD);
    assertThat(chain.accept(at(head, median + 1), LATER)).isInstanceOf(Acceptance.Extended.class);
  }

  @Test
  void aHeaderTwoHoursAheadWaits() {
    HeaderChain chain = chain(Bounds.USUAL);
    BlockHeader header = Miner.after(GENESIS, 1);
    Instant twoHoursBefore = header.time().minusSeconds(7_200);

    assertFault(chain.accept(header, twoHoursBefore.minusSeconds(1)), HeaderFault.TIME_TOO_NEW);
    assertThat(chain.accept(header, twoHoursBefore)).isInstanceOf(Acceptance.Extended.class);
  }

  @Test
  void oldVersionsAreRefused() {
    HeaderChain chain = chain(Bounds.USUAL);
    BlockHeader header;
    long nonce = 0;
    do {
      header =
          new BlockHeader(
              3, GENESIS.hash(), Hash256.ZERO, GENESIS.timeSeconds() + 1, GENESIS.bits(), nonce++);
    } while (!NETWORK.workHolds(header, header.hash()));

    assertFault(chain.accept(header, LATER), HeaderFault.VERSION_TOO_OLD);
  }

  @Test
  void aChainMayBeginAtAnyTrustedHeader() {
    // 50,000 to 50,002 of the main network; the period began with 48,384 and its target
    List<BlockHeader> real =
        RecordedHeaders.answers().stream()
            .filter(json -> json.path("height").asInt() / 10 == 5_000)
            .map(RecordedHeaders::of)
            .distinct()
            .toList();
    BlockHeader base =
        named(real, "000000001aeae195809d120b5d66a39c83eb48792e068f8ea1fea19d84a4278a");
    HeaderChain chain =
        new HeaderChain(
            Network.MAINNET,
            new TrustedBase(
                base,
                50_000,
                new BigInteger("14a426593e15b", 16),
                new PeriodStart(0, base.bits()),
                List.of()),
            Bounds.USUAL);

    chain.accept(
        named(real, "000000001c920d495e1eeef2452b6d1c6c229a919b28196c103ecffebabee141"), LATER);
    chain.accept(
        named(real, "000000002066d7f9b134c30b5005b7bf5fbfa52f279883f1fde793dcdc964266"), LATER);

    assertThat(chain.head().height()).isEqualTo(50_002);
    assertThat(chain.head().work()).isEqualTo(new BigInteger("14a4e9163ae31", 16));
  }

  private static BlockHeader named(List<BlockHeader> headers, String hash) {
    return headers.stream()
        .filter(header -> header.hash().toString().equals(hash))
        .findFirst()
        .orElseThrow();
  }

  /** Fewer times than eleven would make a median that may be too late. */
  @Test
  void theMedianIsHeldOnlyWhereElevenTimesAreKnown() {
    BlockHeader base = branch(GENESIS, 1, 1).getFirst();
    long time = base.timeSeconds();
    BlockHeader early = at(base, time - 1);
    HeaderChain unknown =
        new HeaderChain(NETWORK, Miner.base(base, 3_000, List.of()), Bounds.USUAL);
    HeaderChain known =
        new HeaderChain(
            NETWORK, Miner.base(base, 3_000, Collections.nCopies(10, time)), Bounds.USUAL);

    assertThat(unknown.accept(early, LATER)).isInstanceOf(Acceptance.Extended.class);
    assertFault(known.accept(early, LATER), HeaderFault.TIME_TOO_OLD);
  }

  @Test
  void basesThatCannotBeAreNone() {
    PeriodStart other = new PeriodStart(1, GENESIS.bits());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedBase(GENESIS, 2_016, BigInteger.TEN, other, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedBase(GENESIS, 1, BigInteger.ONE, other, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(0, 1));
  }

  private static BlockHeader at(BlockHeader parent, long time) {
    return Miner.after(parent, Hash256.ZERO, time, parent.bits());
  }

  private static BlockHeader withoutWork(BlockHeader parent) {
    for (long nonce = 0; ; nonce++) {
      BlockHeader header =
          new BlockHeader(
              4, parent.hash(), Hash256.ZERO, parent.timeSeconds() + 1, parent.bits(), nonce);
      if (!NETWORK.workHolds(header, header.hash())) {
        return header;
      }
    }
  }
}
