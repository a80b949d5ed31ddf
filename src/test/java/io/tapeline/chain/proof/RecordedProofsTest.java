package io.tapeline.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.rlp.RlpReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real nodes answered is proved; with any byte of it changed it is not. */
class RecordedProofsTest {

  private static final int[] MASKS = {0x01, 0x80, 0xff};

  private final StateVerifier verifier = new StateVerifier();

  static Stream<Vectors> vectors() {
    return Vectors.all();
  }

  private void assertRefused(Vectors vector, AccountClaim changed) {
    try {
      verifier.check(vector.root(), changed);
    } catch (RefusedException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    throw new AssertionError("taken: " + changed);
  }

  @Test
  void thereAreAllOfThem() {
    assertThat(vectors()).hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void whatNodesAnsweredIsProved(Vectors vector) {
    assertThat(verifier.check(vector.root(), vector.claim()))
        .isEqualTo(!vector.name().contains("nonexistent"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anyByteOfTheNodesMatters(Vectors vector) {
    AccountClaim claim = vector.claim();
    flips(claim.nodes())
        .forEach(
            nodes ->
                assertRefused(
                    vector,
                    new AccountClaim(claim.address(), claim.account(), nodes, claim.slots())));
    for (int i = 0; i < claim.slots().size(); i++) {
      SlotClaim slot = claim.slots().get(i);
      int place = i;
      flips(slot.nodes())
          .forEach(
              nodes ->
                  assertRefused(
                      vector, with(claim, place, new SlotClaim(slot.slot(), slot.value(), nodes))));
    }
  }

  private static Stream<List<byte[]>> flips(List<byte[]> nodes) {
    List<List<byte[]>> all = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      for (int at = 0; at < nodes.get(node).length; at++) {
        for (int mask : MASKS) {
          all.add(Vectors.flipped(nodes, node, at, mask));
        }
      }
    }
    return all.stream();
  }

  private static AccountClaim with(AccountClaim claim, int place, SlotClaim slot) {
    List<SlotClaim> slots = new ArrayList<>(claim.slots());
    slots.set(place, slot);
    return new AccountClaim(claim.address(), claim.account(), claim.nodes(), slots);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anyByteOfTheKeysMatters(Vectors vector) {
    AccountClaim claim = vector.claim();
    for (int mask : MASKS) {
      for (int at = 0; at < Address.BYTES; at++) {
        Address address = Address.of(Vectors.flipped(claim.address().bytes(), at, mask));
        assertRefused(
            vector, new AccountClaim(address, claim.account(), claim.nodes(), claim.slots()));
      }
      for (int i = 0; i < claim.slots().size(); i++) {
        SlotClaim slot = claim.slots().get(i);
        for (int at = 0; at < Hash.BYTES; at++) {
          Hash key = Hash.of(Vectors.flipped(slot.slot().bytes(), at, mask));
          AccountClaim changed = with(claim, i, new SlotClaim(key, slot.value(), slot.nodes()));
          if (!isAbsentBySameNodes(slot, key)) {
            assertRefused(vector, changed);
          }
        }
      }
    }
  }

  /**
   * Nodes that prove a slot to hold nothing prove the same of each other slot whose way ends in the
   * same node at an empty place. That is true of it, and no proof of anything else.
   */
  private static boolean isAbsentBySameNodes(SlotClaim claim, Hash key) {
    byte[] mine = Keccak.of(claim.slot().bytes()).bytes();
    byte[] other = Keccak.of(key.bytes()).bytes();
    if (claim.value().signum() != 0
        || claim.nodes().size() != 2
        || (mine[0] ^ other[0]) >> 4 != 0) {
      return false;
    }
    RlpReader branch = RlpReader.ofList(claim.nodes().getLast());
    for (int child = 0; child < (other[0] & 0xf); child++) {
      branch.next();
    }
    return branch.bytes().length == 0;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anyByteOfTheValuesMatters(Vectors vector) {
    AccountClaim claim = vector.claim();
    Account account = claim.account();
    for (int mask : MASKS) {
      for (int at = 0; at < 8; at++) {
        assertRefused(vector, of(claim, flipped(account.nonce(), 8, at, mask), account.balance()));
      }
      for (int at = 0; at < 32; at++) {
        assertRefused(vector, of(claim, account.nonce(), flipped(account.balance(), 32, at, mask)));
        Hash storage = Hash.of(Vectors.flipped(account.storageRoot().bytes(), at, mask));
        Hash code = Hash.of(Vectors.flipped(account.codeHash().bytes(), at, mask));
        assertRefused(vector, of(claim, storage, account.codeHash()));
        assertRefused(vector, of(claim, account.storageRoot(), code));
        for (int i = 0; i < claim.slots().size(); i++) {
          SlotClaim slot = claim.slots().get(i);
          BigInteger value = flipped(slot.value(), 32, at, mask);
          assertRefused(vector, with(claim, i, new SlotClaim(slot.slot(), value, slot.nodes())));
        }
      }
    }
  }

  private static BigInteger flipped(BigInteger number, int bytes, int at, int mask) {
    return number.xor(BigInteger.valueOf(mask).shiftLeft(8 * (bytes - 1 - at)));
  }

  private static AccountClaim of(AccountClaim claim, BigInteger nonce, BigInteger balance) {
    Account account = claim.account();
    return with(claim, new Account(nonce, balance, account.storageRoot(), account.codeHash()));
  }

  private static AccountClaim of(AccountClaim claim, Hash storage, Hash code) {
    Account account = claim.account();
    return with(claim, new Account(account.nonce(), account.balance(), storage, code));
  }

  private static AccountClaim with(AccountClaim claim, Account account) {
    return new AccountClaim(claim.address(), account, claim.nodes(), claim.slots());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyNodeIsNeededOnceAndInItsPlace(Vectors vector) {
    AccountClaim claim = vector.claim();
    List<byte[]> nodes = claim.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      List<byte[]> without = new ArrayList<>(nodes);
      without.remove(i);
      assertRefused(vector, of(claim, without));
      for (byte[] more : nodes) {
        List<byte[]> with = new ArrayList<>(nodes);
        with.add(i + 1, more);
        assertRefused(vector, of(claim, with));
      }
    }
    assertRefused(vector, of(claim, List.of()));
  }

  private static AccountClaim of(AccountClaim claim, List<byte[]> nodes) {
    return new AccountClaim(claim.address(), claim.account(), nodes, claim.slots());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void nothingIsProvedAgainstAnotherRoot(Vectors vector) {
    for (int at = 0; at < Hash.BYTES; at++) {
      Hash other = Hash.of(Vectors.flipped(vector.root().bytes(), at, 1));
      assertThatThrownBy(() -> verifier.check(other, vector.claim()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("does not begin at the root");
    }
    assertThatCode(() -> verifier.check(vector.root(), vector.claim())).doesNotThrowAnyException();
  }
}
