package io.tapeline.chain.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.TestData;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.DynamicFee;
import io.tapeline.chain.block.Transaction.Fees;
import io.tapeline.chain.block.Transaction.Legacy;
import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.json.TransactionJson;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.Vectors;
import io.tapeline.sandbox.chain.state.Keys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Senders follow from signatures as nodes say them, and nothing but a signature has one. */
class SenderTest {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static final int FUZZED = 20_000;
  private static final int WARM = 1_000;
  private static final long LONGEST_NANOS = 50_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Keys KEYS = new Keys(1, 2);

  @SuppressWarnings("ArrayRecordComponent")
  private record Told(byte[] encoded, Address from) {}

  private static Told told(JsonNode json) {
    return new Told(
        TransactionJson.read(json).encoded(), Address.of(Vectors.hex(json.path("from").asText())));
  }

  /** Of whole blocks, mainnet's and a test chain's, and of answers of a node. */
  private static Stream<JsonNode> recorded() {
    Stream<JsonNode> ofBlocks =
        RecordedBlocksTest.blocks()
            .flatMap(block -> block.path("transactions").valueStream())
            .filter(JsonNode::isObject);
    Stream<JsonNode> asked =
        Vectors.files(TestData.path("onchain/execution-apis/eth_getTransactionByHash"))
            .map(Vectors::result)
            .filter(JsonNode::isObject);
    return Stream.concat(ofBlocks, asked);
  }

  @Test
  void everyRecordedTransactionIsOfWhomTheNodeNames() {
    Map<Integer, Integer> types = new TreeMap<>();
    Map<Boolean, Integer> chains = new HashMap<>();
    recorded()
        .forEach(
            json -> {
              Told told = told(json);
              assertThat(Sender.of(told.encoded)).as(json.toString()).isEqualTo(told.from);
              int type = told.encoded[0] >= 0 ? told.encoded[0] : 0;
              types.merge(type, 1, Integer::sum);
              if (type == 0) {
                chains.merge(Long.decode(json.path("v").asText()) < 35, 1, Integer::sum);
              }
            });
    assertThat(types.keySet()).containsExactly(0, 1, 2, 3, 4);
    assertThat(chains.keySet()).containsExactlyInAnyOrder(true, false);
    assertThat(types.get(0)).isGreaterThan(20);
  }

  /** A chain with all forks, which names no senders: all of few accounts, none is refused. */
  @Test
  void everyTransactionOfAWholeChainHasASender() {
    Map<Address, Integer> senders = new HashMap<>();
    RawBlock.testChain()
        .forEach(
            block ->
                block
                    .transactions()
                    .forEach(each -> senders.merge(Sender.of(each), 1, Integer::sum)));
    assertThat(senders.values().stream().mapToInt(each -> each).sum()).isGreaterThan(100);
    assertThat(senders).hasSizeLessThan(40);
  }

  static List<byte[]> ofEveryType() {
    Map<Integer, byte[]> byType = new TreeMap<>();
    recorded()
        .map(SenderTest::told)
        .forEach(
            told ->
                byType.putIfAbsent(
                    told.encoded[0] >= 0 ? told.encoded[0] : -told.encoded[1], told.encoded));
    return List.copyOf(byType.values());
  }

  @ParameterizedTest
  @MethodSource("ofEveryType")
  void anyOtherByteIsOfAnotherSenderOrOfNone(byte[] encoded) {
    Address sender = Sender.of(encoded);
    for (int at = 0; at < encoded.length; at++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        byte[] changed = encoded.clone();
        changed[at] ^= (byte) bit;
        assertThat(recovered(changed)).as("byte " + at).doesNotContain(sender);
      }
    }
  }

  private static List<Address> recovered(byte[] encoded) {
    try {
      return List.of(Sender.of(encoded));
    } catch (RefusedException _) {
      return List.of();
    }
  }

  @ParameterizedTest
  @MethodSource("ofEveryType")
  void nothingButARefusalComesOfAnyBytesAndSoon(byte[] encoded) {
    SplittableRandom random = new SplittableRandom(encoded.length);
    long slowest = 0;
    for (int i = 0; i < FUZZED; i++) {
      byte[] changed = Arrays.copyOf(encoded, random.nextInt(encoded.length + 2));
      for (int change = random.nextInt(4); change >= 0 && changed.length > 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      long begin = THREADS.getCurrentThreadCpuTime();
      try {
        assertThat(Sender.of(changed)).isNotNull();
      } catch (RefusedException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
      slowest = Math.max(slowest, i < WARM ? 0 : THREADS.getCurrentThreadCpuTime() - begin);
    }
    assertThat(slowest).isLessThan(LONGEST_NANOS);
  }

  // ---------------------------------------------------------------- made signatures

  private static Transaction.Signed dynamic(Signature signature) {
    return new DynamicFee(
        BigInteger.ONE, CALL, new Fees(BigInteger.ONE, BigInteger.TWO), List.of(), signature);
  }

  private static final Call CALL =
      new Call(
          BigInteger.ONE, BigInteger.TEN, KEYS.addresses().getLast(), BigInteger.TWO, new byte[3]);

  private static Transaction.Signed legacy(Signature signature) {
    return new Legacy(CALL, BigInteger.ONE, signature);
  }

  private static Signature signature(Function<Signature, Transaction.Signed> kind, Signature like) {
    return KEYS.sign(0, Keccak.of(kind.apply(like).unsigned()).bytes());
  }

  private static Signature with(Signature signature, BigInteger v) {
    return new Signature(v, signature.r(), signature.s());
  }

  /** The other signature of the same key, which anybody can make of the first. */
  private static Signature high(Signature signature, BigInteger v) {
    return new Signature(v, signature.r(), ORDER.subtract(signature.s()));
  }

  private static final Signature NONE =
      new Signature(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  @Test
  void theHigherOfTwoSignaturesIsTakenOnlyWhereHomesteadMayNotHaveBeen() {
    Address signer = KEYS.addresses().getFirst();
    Signature typed = signature(SenderTest::dynamic, NONE);
    assertThat(Sender.find(dynamic(typed))).contains(signer);
    assertThatThrownBy(
            () -> Sender.of(dynamic(high(typed, BigInteger.ONE.subtract(typed.v()))).encoded()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("EIP-2");
    BigInteger chain = BigInteger.valueOf(2 * 5 + 35);
    Signature protectedBy = signature(SenderTest::legacy, with(NONE, chain));
    BigInteger parity = protectedBy.v();
    assertThat(Sender.find(legacy(with(protectedBy, chain.add(parity))))).contains(signer);
    assertThat(Sender.find(legacy(high(protectedBy, chain.add(BigInteger.ONE.subtract(parity))))))
        .isEmpty();
    BigInteger first = BigInteger.valueOf(27);
    Signature old = signature(SenderTest::legacy, with(NONE, first));
    assertThat(Sender.find(legacy(with(old, first.add(old.v()))))).contains(signer);
    assertThat(Sender.find(legacy(high(old, first.add(BigInteger.ONE.subtract(old.v()))))))
        .contains(signer);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, 'parity is 2, neither 0 nor 1'",
    "27, 1, 1, 'parity is 27, neither 0 nor 1'",
    "0, 0, 1, r is not between 0 and the curve's order",
    "0, 1, 0, s is not between 0 and the curve's order",
    "0, fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141, 1, r is not between",
    "0, fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142, 1, r is not between",
    "0, 1, fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141, EIP-2",
    "0, 5, 1, r is of no point of the curve",
  })
  void numbersOutOfRangeAreRefused(String v, String r, String s, String why) {
    Signature signature =
        new Signature(new BigInteger(v), new BigInteger(r, 16), new BigInteger(s, 16));
    assertThatThrownBy(() -> Sender.of(dynamic(signature).encoded()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0", "26", "29", "34"})
  void ofLegacyOnesTheRecoveryIdIsKnown(String v) {
    Signature signature = new Signature(new BigInteger(v), BigInteger.ONE, BigInteger.ONE);
    assertThatThrownBy(() -> Sender.of(legacy(signature).encoded()))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the signature's v is %s, neither 27, 28, nor 35 or more".formatted(v));
  }

  /** R is the hash's own point, so that what is left is the point at infinity. */
  @Test
  void aSignatureOfNoKeyIsRefused() {
    BigInteger hash = BigInteger.valueOf(12_345);
    var point =
        org.bouncycastle.crypto.ec.CustomNamedCurves.getByName("secp256k1")
            .getG()
            .multiply(hash)
            .normalize();
    BigInteger r = point.getAffineXCoord().toBigInteger();
    boolean isOdd = point.getAffineYCoord().testBitZero();
    byte[] bytes = HexFormat.of().parseHex("%064x".formatted(hash));
    assertThatThrownBy(() -> KeyRecovery.signer(bytes, isOdd, r, BigInteger.ONE))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the signature is of no key");
  }

  @ParameterizedTest
  @CsvSource({
    "'', RLP",
    "00c0, type 0x0",
    "05c0, type 0x5",
    "64c0, type 0x64",
    "7dc0, type 0x7d",
    "7ec0, RLP",
    "80, RLP",
    "02c0, RLP",
    "c0, RLP"
  })
  void whatIsNoSignedTransactionIsRefused(String hex, String why) {
    assertThatThrownBy(() -> Sender.of(HexFormat.of().parseHex(hex)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatANodeSaysIsComparedWhereThereIsASender() {
    Transaction signed = dynamic(signature(SenderTest::dynamic, NONE));
    Sender.require(KEYS.addresses().getFirst(), signed);
    assertThatThrownBy(() -> Sender.require(KEYS.addresses().getLast(), signed))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("it says that " + KEYS.addresses().getLast() + " sent transaction");
    Sender.require(KEYS.addresses().getLast(), legacy(NONE));
  }
}
