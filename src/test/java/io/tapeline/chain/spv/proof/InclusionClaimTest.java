package io.tapeline.chain.spv.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.RecordedBlock;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.follow.Miner;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.Network;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InclusionClaimTest {

  static Stream<RecordedBlock> blocks() {
    return RecordedBlock.all();
  }

  private static Block block(String name) {
    return blocks().filter(b -> b.name().equals(name)).findFirst().orElseThrow().block();
  }

  /** The second transaction of block 50,001 of the main network, with the block after it. */
  private static InclusionClaim real() {
    return InclusionClaim.of(
        Network.MAINNET, block("mainnet 50001"), 1, List.of(block("mainnet 50002").header()));
  }

  private static void assertRefused(InclusionClaim claim, String reason) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(claim::verify)
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyTransactionOfEveryBlockIsProved(RecordedBlock recorded) {
    Block block = recorded.block();
    for (int i = 0; i < block.transactions().size(); i++) {
      InclusionClaim claim = InclusionClaim.of(recorded.network(), block, i, List.of());
      Inclusion inclusion = claim.verify();

      assertThat(inclusion.block()).isEqualTo(recorded.hash());
      assertThat(inclusion.confirmations()).isEqualTo(1);
      assertThat(inclusion.work()).isEqualTo(block.header().work());
      assertThat(claim.subject().txid()).isEqualTo(block.transactions().get(i).txid());
    }
  }

  @Test
  void whatIsProvedIsToldInWords() {
    Inclusion inclusion = real().verify();

    assertThat(inclusion.confirmations()).isEqualTo(2);
    assertThat(inclusion.proved())
        .containsExactly(
            "7940cdde4d713e171849efc6bd89939185be270266c94e92369e3877ad89455a is transaction 1 of"
                + " block 000000001c920d495e1eeef2452b6d1c6c229a919b28196c103ecffebabee141,"
                + " counted from 0, by its bytes and its Merkle branch",
            "the block's header and 1 after it stand on one another, and each meets its own target;"
                + " to make them takes about 2^35 hashes, and the easiest has difficulty"
                + " 6.085476906000794");
    assertThat(inclusion.notProved()).hasSize(2).first().asString().contains("mainnet");
  }

  @Test
  void aBlockThatOneTrustsSettlesHowDeepItIs() {
    Inclusion inclusion = real().verify();

    assertThat(inclusion.confirmationsUpTo(inclusion.last())).isEqualTo(2);
    assertThat(inclusion.confirmationsUpTo(inclusion.block())).isEqualTo(1);
    assertThat(inclusion.confirmationsUpTo(Hash256.ZERO)).isZero();
  }

  @Test
  void anIdAloneIsProvedWithAWarning() {
    InclusionClaim real = real();
    InclusionClaim claim =
        new InclusionClaim(
            real.network(),
            new Subject.IdOnly(real.subject().txid()),
            real.branch(),
            real.header(),
            real.following());

    assertThat(claim.verify().notProved()).hasSize(3).last().asString().contains("inner node");
    assertThat(claim.verify().proved().getFirst()).endsWith("by its Merkle branch");
  }

  @Test
  void nothingIsProvedWithAnyByteOfTheTransactionChanged() {
    for (String name : List.of("mainnet 50001", "testnet4 40000")) {
      Block block = block(name);
      Network network = name.startsWith("main") ? Network.MAINNET : Network.TESTNET4;
      for (int i = 0; i < block.transactions().size(); i++) {
        InclusionClaim claim = InclusionClaim.of(network, block, i, List.of());
        byte[] bytes = block.transactions().get(i).strippedBytes();
        for (int at = 0; at < bytes.length; at++) {
          bytes[at] ^= 1;
          byte[] changed = bytes.clone();
          assertThatExceptionOfType(RefusedException.class)
              .isThrownBy(() -> of(claim, Transaction.parse(changed)).verify());
          bytes[at] ^= 1;
        }
      }
    }
  }

  private static InclusionClaim of(InclusionClaim claim, Transaction transaction) {
    return new InclusionClaim(
        claim.network(),
        new Subject.Whole(transaction),
        claim.branch(),
        claim.header(),
        claim.following());
  }

  @Test
  void nothingIsProvedWithAnyByteOfAHeaderChanged() {
    InclusionClaim real = real();
    for (int at = 0; at < BlockHeader.BYTES; at++) {
      BlockHeader block = changed(real.header(), at);
      BlockHeader after = changed(real.following().getFirst(), at);
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> with(real, block, real.following()).verify());
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> with(real, real.header(), List.of(after)).verify());
    }
  }

  private static BlockHeader changed(BlockHeader header, int at) {
    byte[] bytes = header.toBytes();
    bytes[at] ^= 1;
    return BlockHeader.parse(bytes);
  }

  private static InclusionClaim with(
      InclusionClaim claim, BlockHeader header, List<BlockHeader> following) {
    return new InclusionClaim(claim.network(), claim.subject(), claim.branch(), header, following);
  }

  @Test
  void nothingIsProvedWithAnyByteOfTheBranchChanged() {
    InclusionClaim real = real();
    for (int level = 0; level < real.branch().siblings().size(); level++) {
      for (int at = 0; at < Hash256.BYTES; at++) {
        List<Hash256> siblings = new ArrayList<>(real.branch().siblings());
        byte[] bytes = siblings.get(level).toWire();
        bytes[at] ^= 1;
        siblings.set(level, Hash256.fromWire(bytes, 0));
        InclusionClaim changed =
            new InclusionClaim(
                real.network(),
                real.subject(),
                new MerkleBranch(real.branch().index(), siblings),
                real.header(),
                real.following());
        assertRefused(changed, "does not lead");
      }
    }
  }

  @Test
  void headersThatDoNotStandOnOneAnotherAreRefused() {
    InclusionClaim real = real();
    BlockHeader skipped = block("mainnet 50000").header();

    assertRefused(with(real, real.header(), List.of(skipped)), "header 1 does not follow");
    assertRefused(
        with(real, real.header(), List.of(real.following().getFirst(), skipped)),
        "header 2 does not follow");
  }

  @Test
  void witnessesAreNoPartOfAClaim() {
    Block block = block("testnet4 40000");
    InclusionClaim claim = InclusionClaim.of(Network.TESTNET4, block, 0, List.of());

    assertThat(claim.verify().confirmations()).isEqualTo(1);
    assertRefused(of(claim, block.coinbase()), "witnesses");
  }

  @Test
  void targetsChangeOnceInAPeriodAndByFourTimesAtMost() {
    BlockHeader first = Miner.EASY.genesis();
    CompactTarget half = CompactTarget.encode(first.bits().magnitude().shiftRight(1));
    CompactTarget fifth =
        CompactTarget.encode(first.bits().magnitude().divide(BigInteger.valueOf(5)));
    BlockHeader once = next(first, half);

    assertThat(claim(first, List.of(once, next(once, half))).verify().confirmations()).isEqualTo(3);
    assertRefused(claim(first, List.of(once, next(once, first.bits()))), "twice");
    assertRefused(claim(first, List.of(next(first, fifth))), "the target goes from");
  }

  private static BlockHeader next(BlockHeader parent, CompactTarget bits) {
    return Miner.after(parent, Hash256.ZERO, parent.timeSeconds() + 600, bits);
  }

  private static InclusionClaim claim(BlockHeader header, List<BlockHeader> following) {
    return new InclusionClaim(
        Miner.EASY,
        new Subject.IdOnly(header.merkleRoot()),
        new MerkleBranch(0, List.of()),
        header,
        following);
  }

  @Test
  void moreHeadersThanAPeriodAreRefused() {
    InclusionClaim real = real();
    List<BlockHeader> many = Collections.nCopies(2_017, real.header());

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with(real, real.header(), many));
  }
}
