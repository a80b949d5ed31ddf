package io.tapeline.chain.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Header.Additions;
import io.tapeline.chain.block.Header.Blobs;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.rlp.RlpReader;
import io.tapeline.chain.rlp.RlpWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

  private static final Hash HASH = Hash.of(filled(Hash.BYTES));

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  static Stream<Additions> forks() {
    BigInteger fee = BigInteger.valueOf(1_000_000_007);
    Blobs blobs = new Blobs(131_072, 0, HASH);
    return Stream.of(
        Additions.NONE,
        new Additions(fee, null, null, null),
        new Additions(fee, HASH, null, null),
        new Additions(fee, HASH, blobs, null),
        new Additions(fee, HASH, blobs, HASH));
  }

  static Header header(Additions additions) {
    return new Header(
        HASH,
        HASH,
        Address.of(filled(Address.BYTES)),
        HASH,
        HASH,
        HASH,
        filled(Header.BLOOM_BYTES),
        BigInteger.ZERO,
        20_000_000,
        30_000_000,
        12_345_678,
        1_700_000_000,
        filled(20),
        HASH,
        filled(Header.NONCE_BYTES),
        additions);
  }

  @ParameterizedTest
  @MethodSource("forks")
  void headersOfAllForksAreReadAsTheyAreWritten(Additions fork) {
    Header header = header(fork);
    Header read = Header.decode(header.encoded());
    assertThat(read.additions()).isEqualTo(fork);
    assertThat(read.hash()).isEqualTo(header.hash());
  }

  @Test
  void aLaterForksFieldNeedsTheEarlierOnes() {
    assertThatThrownBy(() -> new Additions(null, HASH, null, null))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> new Additions(BigInteger.ONE, HASH, null, HASH))
        .isInstanceOf(RefusedException.class);
  }

  /** A later fork will put something behind; to guess its hash would be wrong. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aHeaderOfALaterForkIsRefusedByName(int more) {
    byte[] newest = header(forks().toList().getLast()).encoded();
    RlpReader fields = RlpReader.ofList(newest);
    List<byte[]> all = new ArrayList<>();
    while (fields.hasNext()) {
      all.add(fields.bytes());
    }
    for (int i = 0; i < more; i++) {
      all.add(HASH.bytes());
    }
    RlpWriter writer = new RlpWriter();
    all.reversed().forEach(writer::string);
    writer.closeList(0);
    assertThatThrownBy(() -> Header.decode(writer.bytes()))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "the header has more fields than are known, which are those up to the Prague fork");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyChangeIsRefusedOrChangesTheHash(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Header header = header(forks().toList().getLast());
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes =
          Arrays.copyOf(header.encoded(), header.encoded().length + random.nextInt(-1, 2));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        Header read = Header.decode(bytes);
        assertThat(read.encoded()).isEqualTo(bytes);
      } catch (RefusedException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
