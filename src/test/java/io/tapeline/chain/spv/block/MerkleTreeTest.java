package io.tapeline.chain.spv.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {

  private static List<Hash256> ids(int count) {
    SplittableRandom random = new SplittableRandom(count);
    return Stream.generate(
            () ->
                new Hash256(
                    random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()))
        .limit(count)
        .toList();
  }

  static IntStream sizes() {
    return IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(127, 128, 129, 1_000));
  }

  @Test
  void threeArePairedByHand() {
    List<Hash256> ids = ids(3);
    Hash256 left = Hash256.ofPair(ids.get(0), ids.get(1));
    Hash256 right = Hash256.ofPair(ids.get(2), ids.get(2));

    MerkleTree tree = MerkleTree.over(ids);

    assertThat(tree.root()).isEqualTo(Hash256.ofPair(left, right));
    assertThat(tree.branch(2)).isEqualTo(new MerkleBranch(2, List.of(ids.get(2), left)));
    assertThat(MerkleTree.over(ids.subList(0, 1)).root()).isEqualTo(ids.getFirst());
    assertThat(MerkleTree.over(ids.subList(0, 1)).branch(0).siblings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void eachIdIsProvedAtItsPlaceAndNowhereElse(int size) {
    List<Hash256> ids = ids(size);
    MerkleTree tree = MerkleTree.over(ids);
    for (int i = 0; i < size; i++) {
      MerkleBranch branch = tree.branch(i);

      assertThat(branch.proves(ids.get(i), tree.root())).isTrue();
      for (int bit = 0; bit < branch.siblings().size(); bit++) {
        MerkleBranch moved = new MerkleBranch(i ^ 1 << bit, branch.siblings());
        assertThat(Changed.proves(moved, ids.get(i), tree.root())).isFalse();
      }
    }
  }

  /** CVE-2012-2459: the same root by repeating what the rule would repeat. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 7, 9, 10, 12, 22})
  void aRepeatedEndIsRefusedThoughItsRootIsTheSame(int size) {
    List<Hash256> ids = ids(size);
    int odd = Integer.lowestOneBit(size);
    List<Hash256> repeated = new ArrayList<>(ids);
    repeated.addAll(ids.subList(size - odd, size));

    assertThat(plainRoot(repeated)).isEqualTo(MerkleTree.over(ids).root());
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> MerkleTree.over(repeated))
        .withMessageContaining("CVE-2012-2459");
  }

  /** As the rule has it, without a look at repetitions. */
  private static Hash256 plainRoot(List<Hash256> level) {
    if (level.size() == 1) {
      return level.getFirst();
    }
    List<Hash256> above = new ArrayList<>();
    for (int i = 0; i < level.size(); i += 2) {
      above.add(Hash256.ofPair(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
    }
    return plainRoot(above);
  }

  @Test
  void aPlaceAfterTheEndIsRefused() {
    List<Hash256> ids = ids(3);
    MerkleTree tree = MerkleTree.over(ids);
    MerkleBranch beyond = new MerkleBranch(3, tree.branch(2).siblings());

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> beyond.proves(ids.get(2), tree.root()))
        .withMessageContaining("CVE-2012-2459");
  }

  /**
   * CVE-2017-12842: a transaction of 64 bytes whose second half is the hash of one that was made
   * up, and is in no block. Making up one that fits takes an attacker some 2^70 hashes; the half is
   * taken here as if it had been found.
   */
  @Test
  void aTransactionThatPosesAsAnInnerNodeIsRefused() {
    byte[] posing =
        HexFormat.of()
            .parseHex(
                "0100000001"
                    + "11".repeat(32)
                    + "0000000000ffffffff01"
                    + "00".repeat(8)
                    + "040000000000000000");
    Hash256 coinbase = ids(1).getFirst();
    Hash256 firstHalf = Hash256.fromWire(posing, 0);
    Hash256 madeUp = Hash256.fromWire(posing, 32);
    Hash256 root = MerkleTree.over(List.of(coinbase, Hash256.of(posing))).root();
    MerkleBranch forged = new MerkleBranch(3, List.of(firstHalf, coinbase));

    assertThat(Transaction.parse(posing).provable()).isFalse();
    assertThat(Hash256.ofPair(coinbase, Hash256.ofPair(firstHalf, madeUp))).isEqualTo(root);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> forged.proves(madeUp, root))
        .withMessageContaining("CVE-2017-12842");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32_769})
  void listsThatNoBlockHasAreRefused(int size) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> MerkleTree.over(Collections.nCopies(size, Hash256.ZERO)));
  }

  @Test
  void branchesThatNoBlockHasAreRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> new MerkleBranch(0, Collections.nCopies(16, Hash256.ZERO)));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> new MerkleBranch(2, List.of(Hash256.ZERO)));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> new MerkleBranch(-1, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.over(ids(3)).branch(3));
  }
}
