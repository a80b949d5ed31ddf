package io.tapeline.chain.spv.header;

import io.tapeline.chain.spv.Hash256;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which one of Bitcoin's networks judges headers, as in Bitcoin Core's {@code
 * chainparams}. Signet is not among them: its blocks are made valid by a signature inside the
 * block, so its headers alone prove next to nothing, and a chain of them can't be checked.
 *
 * @param limit the easiest target there may be
 * @param twentyMinutes whether a block more than twenty minutes after its parent may, and must,
 *     have the easiest target (test networks)
 * @param bip94 whether the next period's target follows from its first block instead of its last,
 *     and that block may not be earlier than ten minutes before its parent (BIP 94)
 * @param retargets whether targets change at all
 * @param segwitHeight from where blocks with witnesses must commit to them (BIP 141)
 */
public record Network(
    String name,
    BigInteger limit,
    boolean twentyMinutes,
    boolean bip94,
    boolean retargets,
    VersionHeights versions,
    long segwitHeight,
    BlockHeader genesis) {

  private static final String FIRST_ROOT =
      "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";

  /** What difficulty is counted from. */
  private static final BigInteger EASIEST = ones(224);

  public static final Network MAINNET =
      new Network(
          "mainnet",
          EASIEST,
          false,
          false,
          true,
          new VersionHeights(227_931, 363_725, 388_381),
          481_824,
          genesis(FIRST_ROOT, 1_231_006_505L, "1d00ffff", 2_083_236_893L));

  public static final Network TESTNET3 =
      new Network(
          "testnet3",
          EASIEST,
          true,
          false,
          true,
          new VersionHeights(21_111, 330_776, 581_885),
          834_624,
          genesis(FIRST_ROOT, 1_296_688_602L, "1d00ffff", 414_098_458L));

  public static final Network TESTNET4 =
      new Network(
          "testnet4",
          EASIEST,
          true,
          true,
          true,
          VersionHeights.FROM_THE_START,
          1,
          genesis(
              "7aa0a7ae1e223414cb807e40cd57e667b718e42aaf9306db9102fe28912b7b4e",
              1_714_777_860L,
              "1d00ffff",
              393_743_547L));

  /** A network of one's own, on which a block takes two hashes. */
  public static final Network REGTEST =
      new Network(
          "regtest",
          ones(255),
          true,
          false,
          false,
          VersionHeights.FROM_THE_START,
          0,
          genesis(FIRST_ROOT, 1_296_688_602L, "207fffff", 2));

  public static final List<Network> ALL = List.of(MAINNET, TESTNET3, TESTNET4, REGTEST);

  /** Blocks for which a target stays. */
  public static final int PERIOD_BLOCKS = 2_016;

  /** Ten minutes: how far apart blocks should be. */
  public static final int SPACING_SECONDS = 600;

  /** Two weeks. */
  public static final int PERIOD_SECONDS = PERIOD_BLOCKS * SPACING_SECONDS;

  /** From where on blocks must be of version 2 (BIP 34), 3 (BIP 66) and 4 (BIP 65). */
  public record VersionHeights(long second, long third, long fourth) {

    static final VersionHeights FROM_THE_START = new VersionHeights(1, 1, 1);

    int least(long height) {
      if (height >= fourth) {
        return 4;
      }
      if (height >= third) {
        return 3;
      }
      return height >= second ? 2 : Integer.MIN_VALUE;
    }
  }

  public static Optional<Network> named(String name) {
    return ALL.stream().filter(network -> network.name.equals(name)).findFirst();
  }

  public CompactTarget limitBits() {
    return CompactTarget.encode(limit);
  }

  /** The lowest version that a block of this height may have. */
  public int leastVersion(long height) {
    return versions.least(height);
  }

  /** Whether the header's hash is at most its own target, and that one is allowed here. */
  public boolean workHolds(BlockHeader header, Hash256 hash) {
    return header.bits().metBy(hash, limit);
  }

  /** Whether a block of this height is the first of a period. */
  public static boolean startsPeriod(long height) {
    return height % PERIOD_BLOCKS == 0;
  }

  private static BigInteger ones(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  private static BlockHeader genesis(String root, long time, String bits, long nonce) {
    return new BlockHeader(
        1, Hash256.ZERO, Hash256.parse(root), time, CompactTarget.parse(bits), nonce);
  }
}
