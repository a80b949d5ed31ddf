package io.tapeline.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Trie.Entry;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.trie.MerklePatriciaTrie;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries are those that others build, and what they hold and don't hold is proved. */
class TrieTest {

  private final TrieVerifier verifier = new TrieVerifier();

  @BeforeAll
  static void registerTheHashOfTheOtherImplementation() {
    Security.addProvider(new BouncyCastleProvider());
  }

  private static Entry entry(String key, String value) {
    return new Entry(
        key.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
  }

  /** The example of ethereum/tests, "dogs": keys within keys, short nodes within nodes. */
  @Test
  void aKnownTrieHasItsKnownRoot() {
    Trie trie =
        Trie.of(
            List.of(entry("doe", "reindeer"), entry("dog", "puppy"), entry("dogglesworth", "cat")));
    assertThat(trie.root())
        .isEqualTo(Hash.of("0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3"));
  }

  @Test
  void theEmptyTrieIsTheHashOfTheEmptyString() {
    Trie empty = Trie.of(List.of());
    assertThat(empty.root()).isEqualTo(TrieVerifier.EMPTY_ROOT);
    assertThat(Keccak.of(new byte[] {(byte) 0x80})).isEqualTo(TrieVerifier.EMPTY_ROOT);
    byte[] key = {1};
    assertThat(verifier.verify(TrieVerifier.EMPTY_ROOT, key, empty.proof(key))).isEmpty();
    List<byte[]> written = List.of(new byte[] {(byte) 0x80});
    assertThat(verifier.verify(TrieVerifier.EMPTY_ROOT, key, written)).isEmpty();
    List<byte[]> twice = List.of(written.getFirst(), written.getFirst());
    assertThatThrownBy(() -> verifier.verify(TrieVerifier.EMPTY_ROOT, key, twice))
        .isInstanceOf(RefusedException.class);
  }

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= 40; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  /** Few letters make keys that lie within each other; short values make nodes within nodes. */
  private static Map<Bytes, Bytes> entries(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Bytes, Bytes> entries = new HashMap<>();
    int letters = seed % 3 == 0 ? 256 : 2 + (int) (seed % 5);
    int longest = seed % 3 == 1 ? 32 : 6;
    int size = random.nextInt(1, seed % 2 == 0 ? 12 : 400);
    for (int i = 0; i < size; i++) {
      entries.put(bytes(random, letters, longest), bytes(random, 256, seed % 4 == 0 ? 2 : 60));
    }
    return entries;
  }

  private static Bytes bytes(SplittableRandom random, int letters, int longest) {
    byte[] bytes = new byte[random.nextInt(1, longest + 1)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(letters) * 0x11);
    }
    return Bytes.wrap(bytes);
  }

  private static Trie trie(Map<Bytes, Bytes> entries) {
    return Trie.of(
        entries.entrySet().stream()
            .map(entry -> new Entry(entry.getKey().toArray(), entry.getValue().toArray()))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anotherImplementationHasTheSameRoot(long seed) throws Exception {
    Map<Bytes, Bytes> entries = entries(seed);
    MerklePatriciaTrie<Bytes> other = MerklePatriciaTrie.storingBytes();
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      other.putAsync(entry.getKey(), entry.getValue()).join();
    }
    assertThat(trie(entries).root()).isEqualTo(Hash.of(other.rootHash().toArray()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatItHoldsIsProvedAndWhatItDoesNotHold(long seed) {
    Map<Bytes, Bytes> entries = entries(seed);
    Trie trie = trie(entries);
    Hash root = trie.root();
    SplittableRandom random = new SplittableRandom(seed);
    List<Bytes> asked = new ArrayList<>(entries.keySet());
    for (int i = 0; i < 200; i++) {
      asked.add(bytes(random, 16, 8));
    }
    for (Bytes key : asked) {
      Optional<byte[]> value = verifier.verify(root, key.toArray(), trie.proof(key.toArray()));
      assertThat(value.map(Bytes::wrap)).isEqualTo(Optional.ofNullable(entries.get(key)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 17, 127, 128, 129, 130, 255, 256, 257, 300, 70_000})
  void listsStandUnderTheirIndexes(int size) {
    List<byte[]> values = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(("value " + i).getBytes(StandardCharsets.US_ASCII));
      entries.add(new Entry(Trie.indexKey(i), values.get(i)));
    }
    Trie list = Trie.ofList(values);
    Hash root = list.root();
    assertThat(root).isEqualTo(Trie.of(entries).root());
    for (int index : new int[] {0, size / 2, size - 1}) {
      byte[] key = Trie.indexKey(index);
      assertThat(verifier.verify(root, key, list.proof(key))).contains(values.get(index));
    }
    byte[] behind = Trie.indexKey(size);
    assertThat(verifier.verify(root, behind, list.proof(behind))).isEmpty();
  }
}
