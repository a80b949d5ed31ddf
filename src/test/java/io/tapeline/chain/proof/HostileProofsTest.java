package io.tapeline.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Trie.Entry;
import io.tapeline.chain.rlp.RlpWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No bytes make the verifier throw anything but its refusal, work for long, or allocate much.
 * Whoever makes proofs up may make up the root as well, so that all hashes fit.
 */
class HostileProofsTest {

  private static final long MOST_NANOS = 50_000_000;

  /** Beside the value that it gives. */
  private static final long MOST_BYTES = 16 << 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final TrieVerifier verifier = new TrieVerifier();
  private long taken;
  private long refused;

  /** Compiled code is measured: the first second of a process is not that of the verifier. */
  @BeforeEach
  void warmUp() {
    List<byte[]> node = List.of(new byte[64 << 10]);
    for (int i = 0; i < 30; i++) {
      measure(Keccak.of(node.getFirst()), new byte[32], node);
    }
    refused = 0;
  }

  private record Cost(long nanos, long bytes) {
    boolean isBounded() {
      return nanos < MOST_NANOS && bytes < MOST_BYTES;
    }
  }

  /** Again where a class had to be loaded meanwhile. */
  private void attempt(Hash root, byte[] key, List<byte[]> nodes) {
    Cost cost = measure(root, key, nodes);
    for (int again = 0; again < 3 && !cost.isBounded(); again++) {
      cost = measure(root, key, nodes);
    }
    assertThat(cost).matches(Cost::isBounded);
  }

  private Cost measure(Hash root, byte[] key, List<byte[]> nodes) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    int value = 0;
    try {
      value = verifier.verify(root, key, nodes).map(found -> found.length).orElse(0);
      taken++;
    } catch (RefusedException _) {
      refused++;
    }
    return new Cost(
        THREADS.getCurrentThreadCpuTime() - nanos,
        THREADS.getCurrentThreadAllocatedBytes() - bytes - value);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomBytesAreRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] node = new byte[random.nextInt(1, 100)];
      random.nextBytes(node);
      if (random.nextBoolean()) {
        node[0] = (byte) (0xc0 + Math.min(55, node.length - 1));
      }
      attempt(Keccak.of(node), new byte[] {(byte) round}, List.of(node));
    }
    assertThat(refused).isGreaterThan(taken);
  }

  /** Nodes changed here and there, and all hashes above made to fit again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void changedNodesWhoseHashesFitAreReadOrRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] key = new byte[random.nextInt(1, 5)];
      random.nextBytes(key);
      byte[] value = new byte[random.nextInt(1, i % 2 == 0 ? 5 : 50)];
      random.nextBytes(value);
      entries.add(new Entry(key, value));
    }
    Trie trie = Trie.of(entries);
    List<List<byte[]>> proofs = entries.stream().map(entry -> trie.proof(entry.key())).toList();
    for (int round = 0; round < 20_000; round++) {
      int asked = random.nextInt(entries.size());
      byte[] key = entries.get(asked).key();
      List<byte[]> nodes = new ArrayList<>(proofs.get(asked));
      int changed = random.nextInt(nodes.size());
      byte[] old = nodes.get(changed);
      nodes.set(changed, changed(random, old));
      for (int above = changed - 1; above >= 0; above--) {
        byte[] next = nodes.get(above);
        byte[] named = Keccak.of(old).bytes();
        old = next;
        nodes.set(above, replaced(next, named, Keccak.of(nodes.get(above + 1)).bytes()));
      }
      attempt(Keccak.of(nodes.getFirst()), key, nodes);
    }
    assertThat(taken).isPositive();
    assertThat(refused).isPositive();
  }

  private static byte[] changed(SplittableRandom random, byte[] node) {
    return switch (random.nextInt(4)) {
      case 0 -> Vectors.flipped(node, random.nextInt(node.length), random.nextInt(1, 256));
      case 1 -> Arrays.copyOf(node, random.nextInt(node.length + 40));
      case 2 -> {
        // the head, where lengths are
        byte[] changed = node.clone();
        changed[random.nextInt(Math.min(4, node.length))] = (byte) random.nextInt(256);
        yield changed;
      }
      default -> {
        byte[] changed = node.clone();
        int at = random.nextInt(node.length);
        System.arraycopy(node, 0, changed, at, Math.min(at, node.length - at));
        yield changed;
      }
    };
  }

  private static byte[] replaced(byte[] in, byte[] old, byte[] by) {
    String text = new String(in, StandardCharsets.ISO_8859_1);
    return text.replace(
            new String(old, StandardCharsets.ISO_8859_1),
            new String(by, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void deepNestingIsNotFollowed() {
    for (int depth : new int[] {10, 1_000, 500_000}) {
      RlpWriter writer = new RlpWriter();
      for (int i = 0; i < depth; i++) {
        writer.closeList(0);
      }
      attempt(Keccak.of(writer.bytes()), new byte[32], List.of(writer.bytes()));
    }
    // branches within branches, as deep as 32 bytes allow
    byte[] inner =
        Trie.of(List.of(new Entry(new byte[] {1}, new byte[] {1})))
            .proof(new byte[] {1})
            .getFirst();
    attempt(Keccak.of(inner), new byte[] {1}, List.of(inner));
    assertThat(taken).isPositive();
  }

  @Test
  void hugeLengthsAreNotBelieved() {
    for (int lengthBytes = 1; lengthBytes <= 8; lengthBytes++) {
      for (int head : new int[] {0xb7, 0xf7}) {
        byte[] node = new byte[600];
        Arrays.fill(node, 0, 20, (byte) 0xff);
        node[0] = (byte) (head + lengthBytes);
        attempt(Keccak.of(node), new byte[32], List.of(node));
      }
    }
    assertThat(taken).isZero();
  }

  @Test
  void theLargestProofsTakeTheirBoundedTime() {
    byte[] large = new byte[TrieVerifier.MAX_PROOF_BYTES];
    attempt(Hash.of(new byte[32]), new byte[32], List.of(large));
    attempt(Hash.of(new byte[32]), new byte[32], List.of(large, new byte[1]));
    List<byte[]> many = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      many.add(large);
    }
    attempt(Hash.of(new byte[32]), new byte[32], many);
    // one that is right, with a value as large as there may be
    byte[] key = Trie.indexKey(7);
    Trie trie = Trie.of(List.of(new Entry(key, Arrays.copyOf(large, large.length - 20))));
    attempt(trie.root(), key, trie.proof(key));
    assertThat(taken).isPositive();
  }

  /** A way down of one half byte each, with the longest nodes: all that a key may cost. */
  @Test
  void theDeepestProofTakesItsBoundedTime() {
    byte[] key = new byte[32];
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(key, new byte[] {1}));
    for (int depth = 0; depth < 64; depth++) {
      for (int nibble = 1; nibble < 16; nibble++) {
        byte[] other = new byte[32];
        other[depth / 2] = (byte) (depth % 2 == 0 ? nibble << 4 : nibble);
        entries.add(new Entry(other, new byte[40]));
      }
    }
    Trie trie = Trie.of(entries);
    assertThat(trie.proof(key)).hasSizeGreaterThan(62);
    attempt(trie.root(), key, trie.proof(key));
    assertThat(taken).isPositive();
  }

  @Test
  void keysOfOddSizesAreRefused() {
    attempt(TrieVerifier.EMPTY_ROOT, new byte[0], List.of());
    attempt(TrieVerifier.EMPTY_ROOT, new byte[33], List.of());
    assertThat(taken).isZero();
  }
}
