package io.tapeline.chain.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.RefusedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RlpTest {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static RlpReader over(byte[] bytes) {
    return new RlpReader(bytes, 0, bytes.length);
  }

  /** The examples of the yellow paper and the wiki. */
  @ParameterizedTest
  @CsvSource({"dog, 83646f67", "'', 80", "d, 64"})
  void stringsAreWrittenAsTheExamplesSay(String text, String written) {
    RlpWriter writer = new RlpWriter();
    writer.string(text.getBytes(StandardCharsets.US_ASCII));
    assertThat(writer.bytes()).isEqualTo(hex(written));
    assertThat(over(hex(written)).bytes()).asString().isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 80", "15, 0f", "127, 7f", "128, 8180", "1024, 820400", "65536, 83010000"})
  void numbersAreWrittenAsTheExamplesSay(long number, String written) {
    RlpWriter writer = new RlpWriter();
    writer.number(number);
    RlpWriter big = new RlpWriter();
    big.integer(BigInteger.valueOf(number));
    assertThat(writer.bytes()).isEqualTo(hex(written)).isEqualTo(big.bytes());
    assertThat(over(hex(written)).number()).isEqualTo(number);
    assertThat(over(hex(written)).integer(8)).isEqualTo(BigInteger.valueOf(number));
  }

  @Test
  void aListIsWrittenFromItsEnd() {
    RlpWriter writer = new RlpWriter();
    writer.string("dog".getBytes(StandardCharsets.US_ASCII));
    writer.string("cat".getBytes(StandardCharsets.US_ASCII));
    writer.closeList(0);
    assertThat(writer.bytes()).isEqualTo(hex("c88363617483646f67"));
    RlpReader list = RlpReader.ofList(writer.bytes());
    assertThat(list.bytes()).asString().isEqualTo("cat");
    assertThat(list.bytes()).asString().isEqualTo("dog");
    list.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "8100", // a head before a small byte
        "817f",
        "b800", // a long length that is short
        "b83700",
        "b90038", // a length with leading zeros
        "f800",
        "f90038",
        "83646f", // cut short
        "c3",
        "b8",
        "bf", // a length of eight bytes that aren't there
        "ff",
        "bfffffffffffffffff", // longer than any memory
        "ffffffffffffffffffff",
        "bb7fffffff00",
        "fbffffffff00",
        "bbffffffff00"
      })
  void whatIsNotCanonicalIsRefused(String written) {
    assertThatThrownBy(() -> over(hex(written)).next()).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00", "820001", "83000400", "89010000000000000000", "c0", "888000000000000000"})
  void whatIsNoNumberThatFitsIsRefused(String written) {
    assertThatThrownBy(() -> over(hex(written)).number()).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c000", "c180c0", "80", "00"})
  void aListIsAllThereIs(String written) {
    assertThatThrownBy(() -> RlpReader.ofList(hex(written))).isInstanceOf(RefusedException.class);
  }

  @Test
  void itemsOfOtherSizesThanAskedForAreRefused() {
    assertThatThrownBy(() -> over(hex("83646f67")).bytes(4)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> over(hex("83646f67")).integer(2)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> over(hex("83646f67")).list()).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> over(hex("c0")).bytes()).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsWrittenIsReadAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(round < 195 ? 80 : 70_000)];
      random.nextBytes(bytes);
      long number = random.nextLong() >>> random.nextInt(1, 64);
      RlpWriter writer = new RlpWriter();
      writer.number(number);
      int inner = writer.mark();
      writer.string(bytes);
      writer.closeList(inner);
      writer.string(bytes);
      writer.closeList(0);
      RlpReader list = RlpReader.ofList(writer.bytes());
      assertThat(list.bytes(bytes.length)).isEqualTo(bytes);
      RlpReader nested = list.list();
      assertThat(nested.bytes()).isEqualTo(bytes);
      nested.end();
      assertThat(list.number()).isEqualTo(number);
      list.end();
    }
  }

  /** Whatever the bytes: what is taken is what would be written. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void whatIsReadIsWrittenTheSameWay(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(70)];
      random.nextBytes(bytes);
      bytes[0] = (byte) (0x78 + random.nextInt(0x48));
      RlpReader reader = over(bytes);
      try {
        byte[] read = reader.bytes();
        RlpWriter writer = new RlpWriter();
        writer.string(read);
        assertThat(bytes).startsWith(writer.bytes());
      } catch (RefusedException e) {
        assertThat(e.getMessage()).startsWith("RLP");
      }
    }
  }
}
