package io.tapeline.chain.block;

import io.tapeline.chain.BesideHashing;
import io.tapeline.chain.BesideHashing.Work;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Receipt.Outcome;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.DynamicFee;
import io.tapeline.chain.block.Transaction.Fees;
import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.StateVerifier;
import io.tapeline.chain.proof.Trie;
import io.tapeline.chain.rlp.RlpWriter;
import io.tapeline.sandbox.chain.state.Keys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Proofs of accounts checked a second, and blocks whose receipts' roots are made again, beside
 * hashing the same bytes with the same Keccak, by turns; and what it takes to recover a sender.
 * Proofs are as deep as those of mainnet, blocks as large.
 */
public final class ProofBenchmark {

  private static final int PROOFS = 1_000;
  private static final int BRANCHES = 8;
  private static final int BLOCKS = 20;
  private static final int RECEIPTS = 200;
  private static final int SENDERS = 500;

  /** The first half makes it warm. */
  private static final int SENDER_ROUNDS = 40;

  private final SplittableRandom random = new SplittableRandom(1);

  private record Proof(Hash root, AccountClaim claim) {}

  public static void main(String... arguments) {
    ProofBenchmark benchmark = new ProofBenchmark();
    benchmark.proofs();
    benchmark.receipts();
    benchmark.senders();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void proofs() {
    List<Proof> proofs = new ArrayList<>();
    List<List<byte[]>> nodes = new ArrayList<>();
    for (int i = 0; i < PROOFS; i++) {
      proofs.add(proof());
      nodes.add(proofs.get(i).claim().nodes());
    }
    StateVerifier verifier = new StateVerifier();
    compare(
        "proofs of accounts checked",
        () -> {
          for (Proof proof : proofs) {
            if (!verifier.check(proof.root(), proof.claim())) {
              throw new AssertionError("no account");
            }
          }
          return PROOFS;
        },
        nodes);
  }

  /** Made from the leaf up: siblings are hashes of nothing. */
  private Proof proof() {
    Address address = Address.of(bytes(Address.BYTES));
    byte[] key = Keccak.of(address.bytes()).bytes();
    Account account =
        new Account(
            BigInteger.valueOf(random.nextInt(1_000)),
            new BigInteger(1, bytes(9)),
            Hash.of(bytes(Hash.BYTES)),
            Hash.of(bytes(Hash.BYTES)));
    List<byte[]> nodes = new ArrayList<>();
    nodes.add(leaf(key, account.encoded()));
    for (int depth = BRANCHES - 1; depth >= 0; depth--) {
      int nibble = depth % 2 == 0 ? key[depth / 2] >> 4 & 0xf : key[depth / 2] & 0xf;
      nodes.addFirst(branch(nibble, Keccak.of(nodes.getFirst()).bytes()));
    }
    return new Proof(
        Keccak.of(nodes.getFirst()), new AccountClaim(address, account, nodes, List.of()));
  }

  private static byte[] leaf(byte[] key, byte[] value) {
    RlpWriter writer = new RlpWriter();
    writer.string(value);
    int path = writer.mark();
    writer.raw(Arrays.copyOfRange(key, BRANCHES / 2, key.length));
    writer.raw(0x20);
    writer.closeString(path);
    writer.closeList(0);
    return writer.bytes();
  }

  private byte[] branch(int nibble, byte[] child) {
    RlpWriter writer = new RlpWriter();
    writer.raw(0x80);
    for (int each = 15; each >= 0; each--) {
      writer.string(each == nibble ? child : bytes(Hash.BYTES));
    }
    writer.closeList(0);
    return writer.bytes();
  }

  private void receipts() {
    List<List<Receipt>> blocks = new ArrayList<>();
    List<List<byte[]>> nodes = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(block());
      nodes.add(nodes(Trie.ofList(encoded(blocks.get(i)))));
    }
    compare(
        "blocks of %d receipts".formatted(RECEIPTS),
        () -> {
          blocks.forEach(block -> Trie.ofList(encoded(block)).root());
          return BLOCKS;
        },
        nodes);
  }

  /** One at a time, as they are asked for; nothing is hashed that would be worth comparing. */
  private void senders() {
    Keys keys = new Keys(1, SENDERS);
    List<byte[]> transactions =
        IntStream.range(0, SENDERS).mapToObj(key -> signed(keys, key).encoded()).toList();
    double[] micros = new double[SENDER_ROUNDS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < micros.length; round++) {
      long began = threads.getCurrentThreadCpuTime();
      transactions.forEach(Sender::of);
      micros[round] = (threads.getCurrentThreadCpuTime() - began) / 1e3 / SENDERS;
    }
    Arrays.sort(micros, SENDER_ROUNDS / 2, SENDER_ROUNDS);
    System.out.printf(
        "senders recovered from signatures: %.0f microseconds of processor time each (%.0f to %.0f)%n",
        micros[SENDER_ROUNDS * 3 / 4], micros[SENDER_ROUNDS / 2], micros[SENDER_ROUNDS - 1]);
  }

  private Transaction signed(Keys keys, int key) {
    Function<Signature, Transaction.Signed> made =
        signature ->
            new DynamicFee(
                BigInteger.ONE,
                new Call(
                    BigInteger.valueOf(key),
                    BigInteger.TEN,
                    keys.addresses().getFirst(),
                    BigInteger.TWO,
                    new byte[68]),
                new Fees(BigInteger.ONE, BigInteger.TWO),
                List.of(),
                signature);
    Signature none = new Signature(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    return made.apply(keys.sign(key, Keccak.of(made.apply(none).unsigned()).bytes()));
  }

  private static List<byte[]> encoded(List<Receipt> receipts) {
    return receipts.stream().map(Receipt::encoded).toList();
  }

  private List<Receipt> block() {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < RECEIPTS; i++) {
      List<Log> logs = new ArrayList<>();
      for (int log = random.nextInt(6); log > 0; log--) {
        List<Hash> topics = new ArrayList<>();
        for (int topic = random.nextInt(1, 4); topic > 0; topic--) {
          topics.add(Hash.of(bytes(Hash.BYTES)));
        }
        logs.add(new Log(Address.of(bytes(Address.BYTES)), topics, bytes(32 * random.nextInt(5))));
      }
      receipts.add(
          new Receipt(2, new Outcome.Status(true), 100_000L * i, bytes(Header.BLOOM_BYTES), logs));
    }
    return receipts;
  }

  /** All that is hashed for its root, each once. */
  private static List<byte[]> nodes(Trie trie) {
    Map<String, byte[]> nodes = new LinkedHashMap<>();
    for (int index = 0; index < RECEIPTS; index++) {
      for (byte[] node : trie.proof(Trie.indexKey(index))) {
        nodes.put(HexFormat.of().formatHex(node), node);
      }
    }
    return List.copyOf(nodes.values());
  }

  private static void compare(String name, Work work, List<List<byte[]>> nodes) {
    Keccak keccak = new Keccak();
    byte[] into = new byte[Hash.BYTES];
    long size = nodes.stream().flatMap(List::stream).mapToLong(node -> node.length).sum();
    BesideHashing.compare(
        name,
        "the same %d bytes each".formatted(size / nodes.size()),
        work,
        () -> {
          nodes.forEach(each -> each.forEach(node -> keccak.hash(node, 0, node.length, into)));
          return nodes.size();
        });
  }
}
