package io.tapeline.chain.spv.follow;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.header.PeriodStart;
import java.math.BigInteger;
import java.util.List;

/** Finds headers that meet their target, by trying nonces. */
public final class Miner {

  private static final CompactTarget EASIEST = CompactTarget.parse("200fffff");

  /** A network whose targets change like the main one's, and that a test can mine on. */
  public static final Network EASY = easy(false, false);

  private Miner() {}

  public static Network easy(boolean twentyMinutes, boolean bip94) {
    Network like = Network.REGTEST;
    return new Network(
        "easy",
        BigInteger.ONE.shiftLeft(252).subtract(BigInteger.ONE),
        twentyMinutes,
        bip94,
        true,
        like.versions(),
        0,
        mine(Hash256.ZERO, Hash256.ZERO, like.genesis().timeSeconds(), EASIEST));
  }

  /** A header after another. Another root makes another header. */
  public static BlockHeader after(
      BlockHeader parent, Hash256 root, long timeSeconds, CompactTarget bits) {
    return mine(parent.hash(), root, timeSeconds, bits);
  }

  /** Ten minutes after its parent, with its parent's target. */
  public static BlockHeader after(BlockHeader parent, long root) {
    return after(
        parent,
        new Hash256(root, 0, 0, 0),
        parent.timeSeconds() + Network.SPACING_SECONDS,
        parent.bits());
  }

  private static BlockHeader mine(
      Hash256 previous, Hash256 root, long timeSeconds, CompactTarget bits) {
    BigInteger target = bits.magnitude();
    for (long nonce = 0; ; nonce++) {
      BlockHeader header = new BlockHeader(4, previous, root, timeSeconds, bits, nonce);
      if (header.hash().toNumber().compareTo(target) <= 0) {
        return header;
      }
    }
  }

  /** A base that begins a period, or claims to, and has the given times before it. */
  static TrustedBase base(BlockHeader header, long height, List<Long> earlier) {
    return new TrustedBase(
        header,
        height,
        header.work(),
        new PeriodStart(header.timeSeconds(), header.bits()),
        earlier);
  }
}
