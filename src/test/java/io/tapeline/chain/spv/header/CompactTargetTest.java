package io.tapeline.chain.spv.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapeline.chain.RefusedException;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of Bitcoin Core's {@code arith_uint256_tests}, and laws. */
class CompactTargetTest {

  private static final BigInteger LIMIT = Network.MAINNET.limit();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000",
        "00123456",
        "01003456",
        "02000056",
        "03000000",
        "04000000",
        "00923456",
        "01803456",
        "02800056",
        "03800000",
        "04800000"
      })
  void zeroIsWrittenInManyWaysAndIsNoTarget(String hex) {
    CompactTarget zero = CompactTarget.parse(hex);

    assertThat(zero.magnitude()).isZero();
    assertThat(zero.negative()).isFalse();
    assertThat(zero.overflows()).isFalse();
    assertThat(zero.valid(LIMIT)).isFalse();
    assertThat(zero.work()).isZero();
    assertThat(zero.canonical()).isEqualTo(hex.equals("00000000"));
  }

  @ParameterizedTest
  @CsvSource({
    "01123456, 12, 01120000",
    "02123456, 1234, 02123400",
    "03123456, 123456, 03123456",
    "04123456, 12345600, 04123456",
    "05009234, 92340000, 05009234",
    "20123456, 1234560000000000000000000000000000000000000000000000000000000000, 20123456",
    "02008000, 80, 02008000",
    "1d00ffff, ffff0000000000000000000000000000000000000000000000000000, 1d00ffff"
  })
  void numbersAreReadAndWrittenAsCoreDoes(String hex, String number, String written) {
    CompactTarget target = CompactTarget.parse(hex);

    assertThat(target.magnitude().toString(16)).isEqualTo(number);
    assertThat(target.negative()).isFalse();
    assertThat(target.overflows()).isFalse();
    assertThat(CompactTarget.encode(target.magnitude())).hasToString(written);
    assertThat(target.canonical()).isEqualTo(hex.equals(written));
  }

  @ParameterizedTest
  @CsvSource({"01fedcba, 7e", "04923456, 12345600"})
  void negativeNumbersAreNoTargets(String hex, String number) {
    CompactTarget target = CompactTarget.parse(hex);

    assertThat(target.negative()).isTrue();
    assertThat(target.magnitude().toString(16)).isEqualTo(number);
    assertThat(target.valid(LIMIT)).isFalse();
    assertThat(target.canonical()).isFalse();
    assertThat(target.work()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "ff123456, true",
    "23000001, true",
    "22000001, false",
    "220000ff, false",
    "22000100, true",
    "2100ffff, false",
    "21010000, true",
    "20ffffff, false",
    "207fffff, false"
  })
  void numbersBeyond256BitsOverflow(String hex, boolean overflows) {
    CompactTarget target = CompactTarget.parse(hex);

    assertThat(target.overflows()).isEqualTo(overflows);
    assertThat(target.magnitude().bitLength() > 256).isEqualTo(overflows);
    if (overflows) {
      assertThat(target.valid(BigInteger.ONE.shiftLeft(256))).isFalse();
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void writingRoundsDownAndKeepsThreeBytes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    BigInteger target = new BigInteger(1, bytes).shiftRight(random.nextInt(257));

    CompactTarget written = CompactTarget.encode(target);

    BigInteger read = written.magnitude();
    assertThat(written.canonical()).isTrue();
    assertThat(read).isLessThanOrEqualTo(target);
    assertThat(target.subtract(read).bitLength())
        .isLessThanOrEqualTo(Math.max(0, target.bitLength() - 15));
    assertThat(CompactTarget.encode(read)).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyBitsAreReadOrToldApart(long seed) {
    CompactTarget any = new CompactTarget(new SplittableRandom(seed).nextInt());

    assertThat(any.canonical()).isIn(true, false);
    assertThat(any.difficulty().signum()).isNotNegative();
    assertThat(CompactTarget.parse(any.toString())).isEqualTo(any);
    if (any.valid(LIMIT)) {
      assertThat(any.work()).isGreaterThanOrEqualTo(Network.MAINNET.genesis().work());
    }
  }

  @Test
  void workIsHowManyHashesItTakes() {
    assertThat(CompactTarget.parse("1d00ffff").work()).isEqualTo(0x1_0001_0001L);
    assertThat(CompactTarget.parse("207fffff").work()).isEqualTo(2);
    assertThat(CompactTarget.parse("03000001").work()).isEqualTo(BigInteger.ONE.shiftLeft(255));
  }

  /** What Bitcoin Core printed for blocks of the main network. */
  @ParameterizedTest
  @CsvSource({
    "1d00ffff, 1",
    "1c2a1115, 6.085476906000794",
    "1b0e7256, 4536.353723275037",
    "1b0404cb, 16307.42093852398",
    "207fffff, 4.656542373906925e-10"
  })
  void difficultyIsWhatNodesPrint(String hex, String printed) {
    assertThat(CompactTarget.parse(hex).difficulty()).isEqualByComparingTo(printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1d00fff", "1d00ffff0", "-d00ffff", "1d00fffg"})
  void textThatIsNoneIsRefused(String text) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> CompactTarget.parse(text));
  }
}
